{ imports = [ ./configuration.nix ]; }
