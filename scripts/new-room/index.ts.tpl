// The front door of the __room__ room: what other rooms may use, nothing deeper.

export { create__Noun__ } from './__nouns__.ts';
