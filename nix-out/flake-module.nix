# The systems of flake.nix as a flake-parts module, for a flake that exists already.
# That flake needs the inputs agenix, home-manager, nix-darwin, nixos-wsl, nixpkgs.
# Written by cosmo: change the estate, not this file.
{ inputs, ... }:
{
  flake = {
    nixosConfigurations = {
      classic-laddie = inputs.nixpkgs.lib.nixosSystem {
        specialArgs = { inherit inputs; };
        modules = [ ./hosts/classic-laddie ];
      };
      johnny-walker = inputs.nixpkgs.lib.nixosSystem {
        specialArgs = { inherit inputs; };
        modules = [ ./hosts/johnny-walker ];
      };
      wsl = inputs.nixpkgs.lib.nixosSystem {
        specialArgs = { inherit inputs; };
        modules = [ ./hosts/wsl ];
      };
    };
    darwinConfigurations.macbook = inputs.nix-darwin.lib.darwinSystem {
      specialArgs = { inherit inputs; };
      modules = [ ./hosts/macbook ];
    };
    nixosModules.base-guest = ./modules/base-guest;
    homeModules = {
      common = ./homes/common;
      server = ./homes/server;
      dev = ./homes/dev;
      vm = ./homes/vm;
      wsl = ./homes/wsl;
    };
    packages.x86_64-linux = {
      johnny-walker-image =
        inputs.self.nixosConfigurations.johnny-walker.config.system.build.images.qemu-efi;
      wsl-wsl-tarball = inputs.self.nixosConfigurations.wsl.config.system.build.tarballBuilder;
    };
    checks = {
      x86_64-linux = {
        classic-laddie = inputs.self.nixosConfigurations.classic-laddie.config.system.build.toplevel;
        johnny-walker = inputs.self.nixosConfigurations.johnny-walker.config.system.build.toplevel;
        wsl = inputs.self.nixosConfigurations.wsl.config.system.build.toplevel;
      };
      aarch64-darwin.macbook = inputs.self.darwinConfigurations.macbook.system;
    };
  };
}
