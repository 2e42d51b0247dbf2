import { CosmoError } from '../app';
import { Expr, Nix } from '../nix';

/**
 * Images of Home Assistant OS.
 *
 * @example
 * import { HomeAssistant, HomeAssistantForm, HomeAssistantOs, Host, LibvirtInterface } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const hash = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
 * new HomeAssistant(laddie, 'hass', {
 *   form: HomeAssistantForm.GUEST,
 *   guest: { image: HomeAssistantOs.release('16.2', hash), interfaces: [LibvirtInterface.bridge('br0')] },
 * });
 */
export class HomeAssistantOs {
  /**
   * The image for virtual machines (x86_64) of a release, fetched and unpacked by Nix.
   * @param version such as `16.2`; see https://github.com/home-assistant/operating-system/releases
   * @param hash of the `.qcow2.xz` file, as `nix store prefetch-file` prints it: `sha256-…`
   * @throws `HOME_ASSISTANT_OS` where the version or the hash has another form
   */
  public static release(version: string, hash: string): Expr {
    if (!/^\d+\.\d+(\.rc\d+)?$/.test(version) || !/^sha256-[A-Za-z0-9+/]{43}=$/.test(hash)) {
      throw new CosmoError({
        code: 'HOME_ASSISTANT_OS',
        message: `no image is known by the version ${JSON.stringify(version)} and the hash ${JSON.stringify(hash)}`,
        mend: `give a version such as '16.2', and its hash: nix store prefetch-file ${urlOf('16.2')}`,
      });
    }
    const packed = Nix.ref('pkgs.fetchurl').call({ url: urlOf(version), hash });
    return Nix.ref('pkgs.runCommand').call(
      `haos_ova-${version}.qcow2`,
      { nativeBuildInputs: [Nix.pkg('xz')] },
      Nix.str(['xz --decompress --stdout ', packed, ' > $out']),
    );
  }

  private constructor() {}
}

function urlOf(version: string): string {
  return `https://github.com/home-assistant/operating-system/releases/download/${version}/haos_ova-${version}.qcow2.xz`;
}
