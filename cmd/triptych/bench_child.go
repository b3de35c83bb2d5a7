package main

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"triptych/server"
	"triptych/server/load"
	"triptych/server/people"
	"triptych/server/store"
	"triptych/server/wire"
)

// child is a server in a process of its own.
type child struct {
	cmd *exec.Cmd
	url string // of the websocket
}

func startChild(ctx context.Context, what string) (*child, error) {
	return startProgram(ctx, "", what)
}

// startProgram serves with another build of the program, "" = this one.
func startProgram(ctx context.Context, program, what string) (*child, error) {
	if program == "" {
		self, err := os.Executable()
		if err != nil {
			return nil, err
		}
		program = self
	}
	c := &child{cmd: exec.CommandContext(ctx, program, "bench", "live", "--serve", what)}
	c.cmd.Stderr = os.Stderr
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("the server to be measured did not start: %w", err)
	}
	c.url = "ws://" + strings.TrimSpace(line) + "/api/live"
	return c, nil
}

// stop ends the process as an administrator would, and waits for it.
func (c *child) stop() {
	if c.cmd.ProcessState == nil {
		_ = c.cmd.Process.Signal(os.Interrupt)
		_ = c.cmd.Wait()
	}
}

// memory is the resident memory of the process, in bytes; 0 where the system
// does not tell.
func (c *child) memory() int64 { return c.status("VmRSS:") }

// tidy has the process give back what it does not use, so that memory is what it holds.
func (c *child) tidy() {
	_ = c.cmd.Process.Signal(syscall.SIGUSR1)
	time.Sleep(time.Second)
}

// peak is the most that it ever was.
func (c *child) peak() int64 { return c.status("VmHWM:") }

// processor is the time of processor that the process has used, in seconds; 0 where
// the system does not tell. Linux counts it in hundredths.
func (c *child) processor() float64 {
	stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", c.cmd.Process.Pid))
	_, rest, _ := strings.Cut(string(stat), ") ") // behind the name
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0
	}
	var user, system float64
	fmt.Sscan(fields[11]+" "+fields[12], &user, &system)
	return (user + system) / 100
}

func (c *child) status(row string) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), row)
	var kb int64
	fmt.Sscan(rest, &kb)
	return kb << 10
}

// serveBench is the child: a server without the limit of operations a second,
// or the bare one.
func serveBench(ctx context.Context, what string, std streams) error {
	kind, path, _ := strings.Cut(what, "=")
	tidy := make(chan os.Signal, 1)
	signal.Notify(tidy, syscall.SIGUSR1)
	go func() {
		for range tidy {
			debug.FreeOSMemory()
		}
	}()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Fprintln(std.out, l.Addr())
	if kind == "bare" {
		b, err := load.NewBare(path)
		if err != nil {
			return err
		}
		go http.Serve(l, b)
		<-ctx.Done()
		return nil
	}
	st, err := store.Open(path)
	if err != nil {
		return err
	}
	defer st.Close()
	opt := server.Options{Limits: wire.Limits{Rate: 1 << 20, Burst: 1 << 20}}
	if kind == "accounts" {
		if opt.People, err = people.Open(ctx, st, people.Options{}); err != nil {
			return err
		}
		defer opt.People.Close()
	}
	return (&site{main: l, srv: server.New(st, opt)}).untilDone(ctx)
}
