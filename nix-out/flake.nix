# Written by cosmo: change the estate, not this file.
{
  description = "Patrick's homelab";

  inputs = {
    agenix = {
      url = "github:ryantm/agenix";
      inputs.nixpkgs.follows = "nixpkgs";
    };
    home-manager = {
      url = "github:nix-community/home-manager/release-25.11";
      inputs.nixpkgs.follows = "nixpkgs";
    };
    nix-darwin = {
      url = "github:nix-darwin/nix-darwin/nix-darwin-25.11";
      inputs.nixpkgs.follows = "nixpkgs";
    };
    nixos-wsl = {
      url = "github:nix-community/NixOS-WSL/release-25.11";
      inputs.nixpkgs.follows = "nixpkgs";
    };
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  };

  outputs = inputs: {
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
    formatter = {
      aarch64-darwin = inputs.nixpkgs.legacyPackages.aarch64-darwin.nixfmt-tree;
      x86_64-linux = inputs.nixpkgs.legacyPackages.x86_64-linux.nixfmt-tree;
    };
  };
}
