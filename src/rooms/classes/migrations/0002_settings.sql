-- Two settings that changed nothing leave the definitions: damping of downgrades and the column without seasonality.
update classes.definition set settings = (settings - 'damping') #- '{xyz,seasonality}';
