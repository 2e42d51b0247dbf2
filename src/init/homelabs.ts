import { appPart, keysPart, PartsOf, serverPart, synthPart, tailscalePart, userPart } from './parts';
import { Language, newDarwinStateVersion, newStateVersion } from './settings';
import { storagePart } from './storage';
import { ProgramPart, program } from './text';

/** The program of the template `server`: one machine. */
export function serverProgram(of: PartsOf): string {
  return program(of.language, [
    keysPart(of),
    appPart(of),
    serverPart(of),
    storagePart(of),
    userPart(of),
    tailscalePart(of),
    synthPart(of),
  ]);
}

/** The program of the template `guests`: a machine with a virtual machine and a container. */
export function guestsProgram(of: PartsOf): string {
  return program(of.language, [
    keysPart(of),
    appPart(of),
    serverPart(of),
    storagePart(of),
    userPart(of),
    tailscalePart(of),
    guestPart(of),
    containerPart(of),
    synthPart(of),
  ]);
}

/** The program of the template `mixed`: Linux, a Mac and WSL, and one home on all of them. */
export function mixedProgram(of: PartsOf): string {
  return program(of.language, [
    keysPart(of),
    appPart(of),
    homePart(of),
    serverPart(of),
    storagePart(of),
    attached(of, userPart(of, 'owner'), 'owner'),
    tailscalePart(of),
    macPart(of),
    wslPart(of),
    synthPart(of),
  ]);
}

function guestPart({ settings, language }: PartsOf): ProgramPart {
  const { user, release } = settings;
  const stateVersion = newStateVersion(release);
  const imports = ['LibvirtDisk', 'LibvirtGuest', 'LibvirtInterface', 'LibvirtNetwork'];
  if (language === Language.PYTHON) {
    return {
      imports: [...imports, 'HostProps', 'SudoProps', 'UserProps'],
      text: `
# A virtual machine with a NixOS of its own, in a network that the server has
# for its guests. Its system is one of the estate, like the server's.
guest_network = LibvirtNetwork(server, "guests", subnet="192.168.100.0/24")
LibvirtGuest(
    server,
    "guest",
    memory_gib=4,
    vcpus=2,
    disks=[LibvirtDisk.image(size_gib=40, from_guest_image=True)],
    interfaces=[LibvirtInterface.network(guest_network, address="192.168.100.20")],
    host=HostProps(
        state_version="${stateVersion}",
        users={"${user}": UserProps(admin=True, authorized_keys=keys)},
        sudo=SudoProps(wheel_needs_password=False),
        # Nobody has a password here, so nobody logs in until there are keys.
        allow_no_login=not keys,
    ),
)`,
    };
  }
  return {
    imports,
    text: `
// A virtual machine with a NixOS of its own, in a network that the server has
// for its guests. Its system is one of the estate, like the server's.
const guestNetwork = new LibvirtNetwork(server, 'guests', { subnet: '192.168.100.0/24' });
new LibvirtGuest(server, 'guest', {
  memoryGib: 4,
  vcpus: 2,
  disks: [LibvirtDisk.image({ sizeGib: 40, fromGuestImage: true })],
  interfaces: [LibvirtInterface.network(guestNetwork, { address: '192.168.100.20' })],
  host: {
    stateVersion: '${stateVersion}',
    users: { ${key(user)}: { admin: true, authorizedKeys: keys } },
    sudo: { wheelNeedsPassword: false },
    // Nobody has a password here, so nobody logs in until there are keys.
    allowNoLogin: keys.length === 0,
  },
});`,
  };
}

function containerPart({ settings: { networkCard }, language }: PartsOf): ProgramPart {
  if (language === Language.PYTHON) {
    return {
      imports: ['ContainerNetwork', 'ContainerPortForward', 'NixosContainer'],
      text: `
# The card by which the server goes out: \`ip -br link\` on it lists them.
ContainerNetwork(server, "container-network", external_interface="${networkCard}")

# A container: here with Forgejo, on port 3000 of the server.
NixosContainer(
    server,
    "git",
    allowed_tcp_ports=[3000],
    forward_ports=[ContainerPortForward(host_port=3000, container_port=3000)],
    config={"services": {"forgejo": {"enable": True}}},
)`,
    };
  }
  return {
    imports: ['ContainerNetwork', 'NixosContainer'],
    text: `
// The card by which the server goes out: \`ip -br link\` on it lists them.
new ContainerNetwork(server, 'container-network', { externalInterface: '${networkCard}' });

// A container: here with Forgejo, on port 3000 of the server.
new NixosContainer(server, 'git', {
  allowedTcpPorts: [3000],
  forwardPorts: [{ hostPort: 3000, containerPort: 3000 }],
  config: { services: { forgejo: { enable: true } } },
});`,
  };
}

function homePart({ settings: { release }, language }: PartsOf): ProgramPart {
  const stateVersion = newStateVersion(release);
  const text =
    language === Language.PYTHON
      ? `
# The same home on every machine.
home = HomeManagerProfile(
    app,
    "home",
    state_version="${stateVersion}",
    packages=["fd", "jq", "ripgrep"],
    programs={
        "direnv": {"nix-direnv": {"enable": True}},
        "git": True,
        "starship": True,
    },
)`
      : `
// The same home on every machine.
const home = new HomeManagerProfile(app, 'home', {
  stateVersion: '${stateVersion}',
  packages: ['fd', 'jq', 'ripgrep'],
  programs: {
    direnv: { 'nix-direnv': { enable: true } },
    git: true,
    starship: true,
  },
});`;
  return { imports: ['HomeManagerProfile'], text };
}

/** A part that makes a user, and the home for it. */
function attached({ language }: PartsOf, part: ProgramPart, user: string): ProgramPart {
  const line = language === Language.PYTHON ? `home.attach_to(${user})` : `home.attachTo(${user});`;
  return { ...part, text: `${part.text}\n${line}` };
}

function macPart({ settings: { user, release }, language }: PartsOf): ProgramPart {
  const stateVersion = newDarwinStateVersion(release);
  const text =
    language === Language.PYTHON
      ? `
# A Mac, set up by nix-darwin. Its user is there already: macOS made it.
mac = DarwinHost(app, "macbook", state_version=${stateVersion}, packages=["vim"])
home.attach_to(mac.add_user("${user}", authorized_keys=keys))`
      : `
// A Mac, set up by nix-darwin. Its user is there already: macOS made it.
const mac = new DarwinHost(app, 'macbook', { stateVersion: ${stateVersion}, packages: ['vim'] });
home.attachTo(mac.addUser('${user}', { authorizedKeys: keys }));`;
  return { imports: ['DarwinHost'], text };
}

function wslPart({ settings: { user, release }, language }: PartsOf): ProgramPart {
  const stateVersion = newStateVersion(release);
  const text =
    language === Language.PYTHON
      ? `
# NixOS on Windows. Windows logs its user in, without a password.
wsl = WslHost(app, "wsl", state_version="${stateVersion}", packages=["git", "vim"])
home.attach_to(wsl.add_user("${user}", admin=True))`
      : `
// NixOS on Windows. Windows logs its user in, without a password.
const wsl = new WslHost(app, 'wsl', { stateVersion: '${stateVersion}', packages: ['git', 'vim'] });
home.attachTo(wsl.addUser('${user}', { admin: true }));`;
  return { imports: ['WslHost'], text };
}

/** A name as a key of an object. */
function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
}
