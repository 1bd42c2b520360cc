/// The scripts and functions that the owner of the engine has registered.
struct ScriptTable {}
