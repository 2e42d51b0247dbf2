// Options of all imports, from catalogues/nix-darwin.json, catalogues/home-manager.json, catalogues/nixos.json. Written by `cosmo import`: import again, do not edit.
'use strict';
const { Nix } = require('cosmo-nix');

exports.mkDefault = (...args) => Nix.mkDefault(...args);
exports.mkForce = (...args) => Nix.mkForce(...args);
exports.mkOverride = (...args) => Nix.mkOverride(...args);
exports.mkBefore = (...args) => Nix.mkBefore(...args);
exports.mkAfter = (...args) => Nix.mkAfter(...args);
exports.mkOrder = (...args) => Nix.mkOrder(...args);
exports.mkIf = (...args) => Nix.mkIf(...args);
exports.mkMerge = (...args) => Nix.mkMerge(...args);
