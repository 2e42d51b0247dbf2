# A stand-in for flake-parts: modules with `systems`, `perSystem` and `flake`.
# As there, outputs that have an option merge by name, and any other one may be
# defined by a single module.
{ lib, pkgs, collect, ... }:
let
  inherit (builtins) concatLists concatMap filter head length listToAttrs mapAttrs zipAttrsWith;

  # How deep the definitions of an output merge.
  depths = {
    apps = 2;
    checks = 2;
    devShells = 2;
    legacyPackages = 2;
    packages = 2;
    formatter = 1;
    nixosConfigurations = 1;
    nixosModules = 1;
    overlays = 1;
  };
  perSystemOutputs = [ "apps" "checks" "devShells" "formatter" "legacyPackages" "packages" ];

  join = depth: path: sets:
    zipAttrsWith (
      name: values:
      if length values == 1 then head values
      else if depth == 0 then throw "flake.${path}${name} is defined ${toString (length values)} times"
      else join (depth - 1) "${path}${name}." values
    ) sets;
  joinOutputs = sets:
    zipAttrsWith (
      name: values:
      if length values == 1 then head values
      else if depths ? ${name} then join (depths.${name} - 1) "${name}." values
      else throw "no option is declared for flake.${name}: its ${toString (length values)} definitions cannot be merged"
    ) sets;
in
{
  flake-parts.lib.mkFlake =
    { inputs, specialArgs ? { } }:
    module:
    let
      arguments = specialArgs // { inherit inputs lib; inherit (inputs) self; };
      bodies = concatMap (collect arguments) [ module ];
      all = name: map (body: body.${name}) (filter (body: body ? ${name}) bodies);
      ofSystem = system:
        join 1 "perSystem." (
          concatMap (collect { inherit system lib; pkgs = inputs.nixpkgs.legacyPackages.${system}; }) (all "perSystem")
        );
      systems = map (system: { name = system; value = ofSystem system; }) (concatLists (all "systems"));
      transposed = listToAttrs (
        map (name: {
          inherit name;
          value = mapAttrs (_: set: set.${name}) (listToAttrs (filter ({ value, ... }: value ? ${name}) systems));
        }) perSystemOutputs
      );
    in
    joinOutputs (all "flake" ++ [ transposed ]);
}
