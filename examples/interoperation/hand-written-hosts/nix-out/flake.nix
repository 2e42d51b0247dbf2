# Written by cosmo: change the estate, not this file.
{
  description = "An estate that takes in machines one by one";

  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
    old.url = "github:example/old-homelab";
  };

  outputs = inputs: {
    nixosConfigurations = {
      router = inputs.nixpkgs.lib.nixosSystem {
        specialArgs = { inherit inputs; };
        modules = [ ./hosts/router ];
      };
      attic = inputs.nixpkgs.lib.nixosSystem {
        specialArgs = { inherit inputs; };
        modules = [ ./hosts/attic ];
      };
      cellar = inputs.old.nixosConfigurations.cellar;
    };
    checks.x86_64-linux = {
      router = inputs.self.nixosConfigurations.router.config.system.build.toplevel;
      attic = inputs.self.nixosConfigurations.attic.config.system.build.toplevel;
    };
    formatter.x86_64-linux = inputs.nixpkgs.legacyPackages.x86_64-linux.nixfmt-tree;
  };
}
