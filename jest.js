'use strict';

// `cosmo-nix/jest`: there is no map of exports, so that every file of the package can be named.
module.exports = require('./lib/testing/jest');
