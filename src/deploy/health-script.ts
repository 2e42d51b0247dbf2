import { bashWord } from './bash-word';
import type { HealthCheck } from './health-check';

/** The functions of bash that checks call; each ends 0 where all is well, and else says why not. */
const HELPERS: Readonly<Record<string, string>> = {
  user: `
# The user's own systemd is found by this, which a session without a login lacks.
export XDG_RUNTIME_DIR="\${XDG_RUNTIME_DIR:-/run/user/$(id -u)}"`,
  unit: `
# unit_is_active UNIT SECONDS [OPTION...]: active, and not started anew within some seconds.
unit_is_active() {
  local unit="$1" steady="$2" before after
  shift 2
  before="$(timeout 10 systemctl "$@" show --property=ActiveState,InvocationID "$unit")" || return 1
  if [[ "$before" != *ActiveState=active* ]]; then
    [[ "$before" =~ ActiveState=([a-z]+) ]] || true
    echo "it is \${BASH_REMATCH[1]:-unknown}"
    return 1
  fi
  sleep "$steady"
  after="$(timeout 10 systemctl "$@" show --property=ActiveState,InvocationID "$unit")" || return 1
  if [[ "$after" != "$before" ]]; then
    echo "it stopped or was started anew within $steady s"
    return 1
  fi
}`,
  port: `
# port_answers HOST PORT: it takes a connection.
port_answers() {
  if ! timeout 5 "$BASH" -c "exec 3<>\\"/dev/tcp/\\$0/\\$1\\"" "$1" "$2" 2>/dev/null; then
    echo "nothing answers at $1 port $2"
    return 1
  fi
}`,
  http: `
# http_answers STATUSES TEXT URL [OPTION...]: with a status that the regular expression takes, and the text.
http_answers() {
  local statuses="$1" text="$2" url="$3" answer status
  shift 3
  answer="$(
    curl --silent --show-error --globoff --noproxy '*' --max-time 10 --write-out '\\n%{http_code}' "$@" "$url" |
      tr -d '\\0'
  )" || return 1
  status="\${answer##*$'\\n'}"
  if [[ ! "$status" =~ ^($statuses)$ ]]; then
    echo "it answers $status"
    return 1
  fi
  if [[ "\${answer%$'\\n'*}" != *"$text"* ]]; then
    echo "it answers $status without the text"
    return 1
  fi
}`,
  pool: `
# pool_is NAME STATE...: in one of these states.
pool_is() {
  local pool="$1" state
  shift
  state="$(timeout 10 zpool list -H -o health "$pool")" || return 1
  if [[ " $* " != *" $state "* ]]; then
    echo "it is $state"
    return 1
  fi
}`,
  command: `
# command_ends_well SECONDS COMMAND [ARGUMENT...]
command_ends_well() {
  local limit="$1" said status=0
  shift
  said="$(timeout "$limit" "$@" 2>&1)" || status="$?"
  if [[ "$status" != 0 ]]; then
    echo "\${said:-it ended with $status}"
    return 1
  fi
}`,
};

const HEAD = `json=false
list=false

usage() {
  echo 'Usage: cosmo-health [--list] [--json]'
  echo
  echo 'Look whether this machine works. Ends 0 where all is well, 1 where something is not.'
  echo
  echo '  --list  name the checks, and run none'
  echo '  --json  answer in JSON'
}

for argument in "$@"; do
  case "$argument" in
    --json) json=true ;;
    --list) list=true ;;
    --help | -h)
      usage
      exit 0
      ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
done

json_text() {
  local text="$1"
  text="\${text//\\\\/"\\\\\\\\"}"
  text="\${text//\\"/"\\\\\\""}"
  text="\${text//[[:cntrl:]]/ }"
  printf '"%s"' "$text"
}

# list_json: all checks, each with what is known of it.
checks_json() {
  local index separator=''
  printf '['
  for index in "\${!names[@]}"; do
    printf '%s{"name":%s,"what":%s' "$separator" "$(json_text "\${names[index]}")" "$(json_text "\${whats[index]}")"
    if [[ "$list" == false ]]; then
      printf ',"well":%s,"seconds":%s,"why":%s' "\${wells[index]}" "\${spans[index]}" "$(json_text "\${whys[index]}")"
    fi
    printf '}'
    separator=,
  done
  printf ']'
}

if [[ "$list" == true ]]; then
  if [[ "$json" == true ]]; then
    printf '{"version":1,"checks":%s}\\n' "$(checks_json)"
  else
    for index in "\${!names[@]}"; do printf '%s: %s\\n' "\${names[index]}" "\${whats[index]}"; done
  fi
  exit 0
fi
`;

const TAIL = `# Try a check until all is well or its time is over.
pursue() {
  local index="$1" begun="\${EPOCHREALTIME/[.,]/}" well=false why='' now
  while true; do
    if why="$(attempt "$index" 2>&1)"; then
      well=true
      why=''
      break
    fi
    now="\${EPOCHREALTIME/[.,]/}"
    if ((now - begun >= limits[index] * 1000000)); then break; fi
    sleep 1
  done
  printf '%s\\n' "$well" "$(((\${EPOCHREALTIME/[.,]/} - begun) / 1000000))" "\${why##*$'\\n'}" >"$folder/$index"
}

folder="$(mktemp -d)"
jobs=()
# shellcheck disable=SC2329 # the trap calls it
clean_up() {
  kill "\${jobs[@]}" 2>/dev/null || true
  rm -rf "$folder"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

for index in "\${!names[@]}"; do
  pursue "$index" &
  jobs+=("$!")
done

wells=()
spans=()
whys=()
failed=0
for index in "\${!names[@]}"; do
  wait "\${jobs[index]}"
  {
    read -r well
    read -r span
    read -r why
  } <"$folder/$index"
  wells+=("$well")
  spans+=("$span")
  whys+=("$why")
  if [[ "$well" == false ]]; then failed=$((failed + 1)); fi
  if [[ "$json" == true ]]; then continue; fi
  if [[ "$well" == true ]]; then
    printf 'well    %s: %s\\n' "\${names[index]}" "\${whats[index]}"
  else
    printf 'FAILED  %s: not so after %s s: %s (%s)\\n' "\${names[index]}" "$span" "\${whats[index]}" "$why"
  fi
done
jobs=()

if [[ "$json" == true ]]; then
  if [[ "$failed" == 0 ]]; then well=true; else well=false; fi
  printf '{"version":1,"well":%s,"checks":%s}\\n' "$well" "$(checks_json)"
fi
[[ "$failed" == 0 ]]
`;

/** The program that runs some checks, in bash, as \`writeShellApplication\` takes it. */
export function healthScript(checks: readonly { name: string; check: HealthCheck }[]): string {
  const list = (name: string, words: string[]) => `${name}=(${words.map((word) => `\n  ${word}`).join('')}\n)\n`;
  const needed = new Set(checks.flatMap(({ check }) => check._helpers));
  const helpers = Object.entries(HELPERS).flatMap(([name, text]) => (needed.has(name) ? [`${text.slice(1)}\n\n`] : []));
  return [
    list(
      'names',
      checks.map(({ name }) => bashWord(name)),
    ),
    list(
      'whats',
      checks.map(({ check }) => bashWord(check.what)),
    ),
    '# How long each may take until all is well, in seconds.\n',
    `limits=(${checks.map(({ check }) => check.timeout).join(' ')})\n\n`,
    HEAD,
    '\n',
    ...helpers,
    '# Try a check once: ends 0 where all is well, and else says why not.\n',
    'attempt() {\n  case "$1" in\n',
    ...checks.map(({ check }, index) => `    ${index}) ${check._attempt} ;;\n`),
    '    *) return 1 ;;\n  esac\n}\n\n',
    TAIL,
  ].join('');
}
