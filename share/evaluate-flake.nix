# Evaluates a flake's systems with a small module system and stand-ins for its
# inputs: what each system sets, as plain data. It knows no option, so it finds
# what any module system would: a syntax error, a missing argument or variable,
# an import of a file that is not there, two values for one scalar.
#
# tokens: every name that the flake's files use. A package, or an option that
# nothing sets, may have any of them as its name.
#
# standIns: further stand-ins for inputs, by name; they are given what the ones
# here are made of.
{ flake, tokens, standIns ? (_: { }) }:
let
  inherit (builtins) all attrNames concatLists concatMap elemAt filter foldl' functionArgs head isAttrs isFunction isList isPath
    isString length listToAttrs map mapAttrs toString;

  named = f: listToAttrs (map (name: { inherit name; value = f name; }) tokens);
  unset = named (_: unset) // { _unset = true; __toString = _: "<unset>"; };
  package = name: named (token: package "${name}.${token}") // { _package = name; outPath = "/package/${name}"; };

  lib = rec {
    mkOverride = priority: content: { _type = "override"; inherit priority content; };
    mkDefault = mkOverride 1000;
    mkForce = mkOverride 50;
    mkIf = condition: content: { _type = "if"; inherit condition content; };
    mkMerge = contents: { _type = "merge"; inherit contents; };
    mkOrder = priority: content: { _type = "order"; inherit priority content; };
    mkBefore = mkOrder 500;
    mkAfter = mkOrder 1500;
    getName = p: p._package or p;
    getExe = p: "${p}/bin/${p._package}";
    optionals = condition: items: if condition then items else [ ];
    optional = condition: item: optionals condition [ item ];
    concatStringsSep = builtins.concatStringsSep;
    escapeShellArg = x: "'${toString x}'";
    types = unset;
    mkOption = _: { };
    nixosSystem = arguments: system "nixos" arguments;
    darwinSystem = arguments: system "darwin" arguments;
  };

  pkgs = package "pkgs" // named package // {
    inherit lib pkgs;
    stdenv.hostPlatform.system = "x86_64-linux";
    writeText = name: text: package name // { inherit text; };
    writeShellApplication = arguments: package arguments.name // { inherit (arguments) text; };
    writeShellScript = name: text: package name // { inherit text; };
    writeShellScriptBin = name: text: package name // { inherit text; };
    runCommand = name: _: text: package name // { inherit text; };
    mkShell = arguments: package "shell";
    # What a format is to write is told as it is.
    formats = named (format: _: {
      generate = name: value: { _package = plain { inherit format name value; }; outPath = "/package/${name}"; };
    });
  };

  # --- modules ---

  # A module and all that it imports, as attribute sets.
  collect = arguments: module:
    let
      loaded = if builtins.substring 0 8 (if isString module then module else "") == "/modules" then { }
        else if isPath module || isString module then import module else module;
      set = if isFunction loaded then loaded (arguments // mapAttrs (name: _: arguments.${name}) (functionArgs loaded)) else loaded;
      body = set.config or (removeAttrs set [ "imports" "options" ]);
    in
    concatMap (collect arguments) (set.imports or [ ]) ++ [ body ];

  # The definitions in one, each with its priority and order.
  discharge = priority: order: value:
    if isAttrs value && value ? _type then
      if value._type == "override" then discharge value.priority order value.content
      else if value._type == "order" then discharge priority value.priority value.content
      else if value._type == "if" then (if value.condition then discharge priority order value.content else [ ])
      else concatMap (discharge priority order) value.contents
    else [ { inherit priority order value; } ];

  isPlainSet = value: isAttrs value && !(value ? _package) && !(value ? _unset) && !(value ? _type);

  merge = path: definitions:
    let
      least = foldl' (a: d: if d.priority < a then d.priority else a) 100000 definitions;
      kept = builtins.sort (a: b: a.order < b.order) (filter (d: d.priority == least) definitions);
      values = map (d: d.value) kept;
      first = head values;
    in
    if all (d: isPlainSet d.value) definitions then mergeSets path (map (d: d.value) definitions)
    else if all isList values then concatLists values
    else if length values == 1 || all (value: value == first) values then first
    else throw "two values for ${path}: ${builtins.toJSON values}";

  # A name whose definitions are all conditional, and none holds, is unset.
  mergeSets = path: sets:
    mapAttrs (name: definitions: if definitions == [ ] then unset else merge (path + "." + name) definitions)
      (builtins.zipAttrsWith (_: values: concatMap (discharge 100 1000) values) sets);

  evaluate = kind: modules: special:
    let
      set = mergeSets kind (map (d: d.value) (concatMap (discharge 100 1000) (concatMap (collect arguments) modules)));
      over = names: base: if isPlainSet base then names // mapAttrs (_: over names) base else base;
      arguments = special // { inherit lib pkgs; config = over unset set; options = unset; modulesPath = "/modules"; utils = unset; };
    in
    set;

  system = kind: { modules, specialArgs ? { }, ... }:
    let
      set = evaluate kind modules specialArgs;
      homes = mapAttrs (user: home: evaluate "home" [ home ] ({ osConfig = unset; } // (set.home-manager.extraSpecialArgs or { })))
        (set.home-manager.users or { });
    in
    {
      inherit kind;
      set = set // (if set ? home-manager then { home-manager = set.home-manager // { users = homes; }; } else { });
      config = unset // { system = unset // { build = named package; }; };
      system = package "toplevel";
      pkgs = pkgs;
    };

  # --- the flake ---

  # What deploy-rs and Colmena make of systems.
  deployLib = {
    activate = {
      nixos = _: package "activate";
      darwin = _: package "activate";
      home-manager = _: package "activate";
      custom = { __functor = _: _: _: package "activate"; };
    };
    deployChecks = _: { deploy-schema = package "deploy-schema"; deploy-activate = package "deploy-activate"; };
  };
  tools = {
    deploy-rs = { x86_64-linux = deployLib; aarch64-linux = deployLib; x86_64-darwin = deployLib; aarch64-darwin = deployLib; };
    colmena.makeHive = hive: hive;
  };

  module = _: { };
  modules = named module // { default = module; };
  input = name: {
    outPath = "/input/${name}";
    nixosModules = modules;
    homeModules = modules;
    darwinModules = modules;
    overlays = named (_: _: _: { }) // { default = _: _: { }; };
    packages.x86_64-linux = named package // { default = package name; };
    legacyPackages.x86_64-linux = pkgs;
    lib = lib // unset // lib // {
      homeManagerConfiguration = { modules, extraSpecialArgs ? { }, ... }: {
        kind = "home";
        set = evaluate "home" modules ({ osConfig = null; } // extraSpecialArgs);
        activationPackage = package "activation";
      };
    } // (tools.${name} or { });
  } // (further.${name} or { });
  further = standIns { inherit lib pkgs collect system; };
  source = import (flake + "/flake.nix");
  inputs = mapAttrs (name: _: input name) source.inputs;
  outputs = source.outputs (inputs // { inherit self; });
  self = outputs // { outPath = toString flake; inherit inputs; };

  plain = value:
    if isAttrs value then
      if value ? _unset then "<unset>" else if value ? _package then value._package else mapAttrs (_: plain) value
    else if isList value then map plain value
    else if isFunction value then "<function>"
    else if isPath value then toString value
    else if isString value then builtins.unsafeDiscardStringContext value
    else value;
in
{
  systems = mapAttrs (_: s: plain s.set) ((outputs.nixosConfigurations or { }) // (outputs.darwinConfigurations or { }) // (outputs.homeConfigurations or { }));
  outputs = mapAttrs (_: value: if isAttrs value then attrNames value else [ ]) outputs;
  checks = plain (outputs.checks or { });
  packages = plain (outputs.packages or { });
}
