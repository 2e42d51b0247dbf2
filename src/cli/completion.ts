/** The script of a shell. Each asks `cosmo complete`, so that it knows what this version of the command knows. */
export function completion(shell: 'bash' | 'zsh' | 'fish'): string {
  return SCRIPTS[shell];
}

/*
 * bash breaks words at = : and @, too. What has been typed of a word before the last such break must not be given
 * again, so it is cut off. Works in the bash 3.2 of macOS.
 */
const BASH = `# Completion of cosmo for bash.
_cosmo() {
  local line="\${COMP_LINE:0:COMP_POINT}" words word current prefix answer
  read -r -a words <<< "$line"
  case "$line" in
    *[[:space:]]) words+=("") ;;
  esac
  word="\${words[\${#words[@]}-1]}"
  current="\${COMP_WORDS[COMP_CWORD]}"
  case "$current" in
    [=:@]) current="" ;;
  esac
  prefix="\${word%"$current"}"
  COMPREPLY=()
  while IFS= read -r answer; do
    case "$answer" in
      :files | :folders)
        type compopt > /dev/null 2>&1 && compopt -o filenames 2> /dev/null
        local kind=-f found
        [ "$answer" = :folders ] && kind=-d
        while IFS= read -r found; do
          COMPREPLY+=("$found")
        done < <(compgen $kind -- "\${word#"\${prefix}"}")
        ;;
      *)
        answer="\${answer%%$'\\t'*}"
        COMPREPLY+=("\${answer#"$prefix"}")
        ;;
    esac
  done < <("\${COMP_WORDS[0]}" complete -- "\${words[@]:1}" 2> /dev/null)
}
complete -F _cosmo cosmo
`;

const ZSH = `#compdef cosmo
# Completion of cosmo for zsh.
_cosmo() {
  local -a answers values
  local answer
  answers=("\${(@f)$("\${words[1]}" complete -- "\${(@)words[2,CURRENT]}" 2> /dev/null)}")
  for answer in "\${answers[@]}"; do
    case "$answer" in
      :files) _files ;;
      :folders) _files -/ ;;
      '') ;;
      *) values+=("\${\${\${answer%%$'\\t'*}//\\\\/\\\\\\\\}//:/\\\\:}:\${answer#*$'\\t'}") ;;
    esac
  done
  (( \${#values[@]} )) && _describe -V cosmo values
}
if [ "\${funcstack[1]}" = _cosmo ]; then
  _cosmo "$@"
else
  compdef _cosmo cosmo
fi
`;

const FISH = `# Completion of cosmo for fish.
function __cosmo_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for answer in ($words[1] complete -- $words[2..-1] "$current" 2> /dev/null)
        switch $answer
            case :files
                __fish_complete_path "$current"
            case :folders
                __fish_complete_directories "$current"
            case '*'
                printf '%s\\n' $answer
        end
    end
end
complete -c cosmo -f -a '(__cosmo_complete)'
`;

const SCRIPTS = { bash: BASH, zsh: ZSH, fish: FISH };
