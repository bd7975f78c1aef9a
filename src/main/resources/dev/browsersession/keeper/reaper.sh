# Outlives the keeper. Reads "+ number group startTime directory" and "- number", answers "ok number", and at the end of its
# input kills the process groups and deletes the directories that it was told of. Group 0 is no group.

# A keeper that dies while an answer is on its way must not end this with a broken pipe.
trap '' HUP INT QUIT TERM PIPE TSTP TTIN TTOU
exec 2>/dev/null
last=0

while read -r what number group start directory; do
    case $what in
        +)
            eval "group_$number=\$group start_$number=\$start directory_$number=\$directory"
            if [ "$number" -gt "$last" ]; then last=$number; fi
            ;;
        -) unset "group_$number" "start_$number" "directory_$number" ;;
    esac
    echo "ok $number"
done

# A process whose id is the group's but which was started at another time took over the id of a group that is gone.
is_ours() {
    [ -r "/proc/$1/stat" ] || return 0
    read -r stat <"/proc/$1/stat" || return 0
    set -- "$1" "$2" ${stat##*) }
    [ "$2" = "${22}" ]
}

kill_all() {
    number=0
    while [ "$number" -lt "$last" ]; do
        number=$((number + 1))
        eval "group=\${group_$number:-0} start=\${start_$number:-0}"
        if [ "$group" -gt 1 ] && is_ours "$group" "$start"; then kill -s KILL -- "-$group"; fi
    done
}

# What left its group, as Chrome's crash handlers do, still has the directory in the environment that it inherited.
kill_strays() {
    for environment in $(grep -lsF -e "=$1" /proc/[0-9]*/environ); do
        pid=${environment#/proc/}
        kill -s KILL "${pid%/environ}"
    done
}

# Fails while something is left: a dying process can still write into a directory that is being deleted.
delete_all() {
    left=0
    number=0
    while [ "$number" -lt "$last" ]; do
        number=$((number + 1))
        eval "directory=\${directory_$number:-}"
        [ -n "$directory" ] || continue
        kill_strays "$directory"
        rm -rf -- "$directory"
        if [ -e "$directory" ]; then left=1; fi
    done
    return "$left"
}

kill_all
tries=0
until delete_all; do
    tries=$((tries + 1))
    if [ "$tries" -gt 150 ]; then exit 1; fi
    sleep 0.1 || sleep 1
    kill_all
done
# Once more: what was just being started may have made its directory again.
sleep 0.2 || sleep 1
delete_all
