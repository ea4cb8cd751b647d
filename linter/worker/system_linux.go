package worker

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// attributes have the system kill a child whose parent is gone.
func attributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }

// resident returns how many bytes of memory a process holds, false where that
// can't be told.
func resident(pid int) (uint64, bool) {
	pages, ok := statm(strconv.Itoa(pid), 1)
	return pages * uint64(os.Getpagesize()), ok
}

// statm returns a field of what the system says of a process's memory, in pages.
func statm(pid string, field int) (uint64, bool) {
	text, err := os.ReadFile("/proc/" + pid + "/statm")
	fields := strings.Fields(string(text))
	if err != nil || len(fields) <= field {
		return 0, false
	}
	n, err := strconv.ParseUint(fields[field], 10, 64)
	return n, err == nil
}

const (
	prSetNoNewPrivs   = 38
	sharedAndMoreRoom = 64 << 20 // what a child holds beside its data
)

// confine takes from this process what an evaluation needs none of. Each step is
// one more lock on a door that is shut already, so one that the system doesn't
// have is passed over.
//
// RLIMIT_DATA counts what may be written to, which is what Go has taken, while
// RLIMIT_AS would count the address space, too, that Go only sets aside. A process
// that holds much from the start is only watched.
func confine(memory uint64) {
	if data, ok := statm("self", 5); ok && data*uint64(os.Getpagesize()) < memory/2 {
		restrict(syscall.RLIMIT_DATA, memory-min(sharedAndMoreRoom, memory/4))
	}
	restrict(syscall.RLIMIT_CORE, 0)
	restrict(syscall.RLIMIT_FSIZE, 0)
	syscall.AllThreadsSyscall6(syscall.SYS_PRCTL, prSetNoNewPrivs, 1, 0, 0, 0, 0)
}

func restrict(resource int, most uint64) {
	var limit syscall.Rlimit
	if syscall.Getrlimit(resource, &limit) == nil && limit.Max > most {
		syscall.Setrlimit(resource, &syscall.Rlimit{Cur: most, Max: most})
	}
}

// closeInherited closes what this process got from its parent's parents beside
// the three streams: Go itself opens nothing that is passed on.
func closeInherited() {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return
	}
	for _, entry := range entries {
		var fd int
		if _, err := fmt.Sscan(entry.Name(), &fd); err != nil || fd <= 2 {
			continue
		}
		flags, _, errno := syscall.Syscall(syscall.SYS_FCNTL, uintptr(fd), syscall.F_GETFD, 0)
		if errno == 0 && flags&syscall.FD_CLOEXEC == 0 {
			syscall.Close(fd)
		}
	}
}
