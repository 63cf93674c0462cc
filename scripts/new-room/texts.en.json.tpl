{
  "refusal.__room__.not_found": "There is no such record.",
  "refusal.__room__.changed_meanwhile": "Somebody else has changed this meanwhile. Look at the new version and try again."
}
