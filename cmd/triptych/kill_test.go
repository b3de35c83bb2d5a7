package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"triptych/align"
	"triptych/server/audit"
	"triptych/server/store"
)

// killRounds is how often each of these tests kills; TRIPTYCH_KILL_ROUNDS makes
// it more.
func killRounds() int {
	if n, err := strconv.Atoi(os.Getenv("TRIPTYCH_KILL_ROUNDS")); err == nil {
		return n
	}
	return 5
}

// killable is the program as a process of its own, which is ended by -9.
func killable(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := &exec.Cmd{Path: os.Args[0], Args: append([]string{"triptych"}, args...), Stderr: os.Stderr}
	if path, err := os.Executable(); err == nil {
		cmd.Path = path
	}
	return cmd
}

// killDuring starts a process and kills it at a moment of its life; the first
// time it lets it come to its end, to learn how long that takes.
func killDuring(t *testing.T, whole *time.Duration, rnd *rand.Rand, cmd *exec.Cmd) {
	t.Helper()
	began := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if *whole == 0 {
		if err := cmd.Wait(); err != nil {
			t.Fatal(err)
		}
		*whole = time.Since(began)
		return
	}
	time.Sleep(time.Duration(rnd.Int64N(int64(*whole))))
	_ = cmd.Process.Kill()
	_ = cmd.Wait() // it may have come to its end before
}

const paragraphs = 1500

// threeFiles writes a document as files for import.
func threeFiles(t *testing.T, dir string) []string {
	t.Helper()
	var args []string
	for v, line := range []string{"Paragraph %d says that 300 ports are open.\n", "第%d段说，三百个港口已经开放。\n", "第%d段說，三百個港口已經開放。\n"} {
		var text strings.Builder
		for i := range paragraphs {
			fmt.Fprintf(&text, line, i)
		}
		path := filepath.Join(dir, align.Versions[v].String()+".txt")
		if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, align.Versions[v].String()+"="+path)
	}
	return args
}

// whole checks a database: nothing at fault, and every document with all of its
// paragraphs. It returns how many documents there are.
func whole(t *testing.T, path string) int {
	t.Helper()
	ctx := context.Background()
	st, err := store.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	faults, err := st.Check(ctx)
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	docs, err := st.AllDocuments(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range docs {
		if faults, err := audit.Document(ctx, st, id); err != nil || len(faults) > 0 {
			t.Fatal(err, faults)
		}
		d, err := st.Load(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		n := [3]int{}
		for _, u := range d.Units {
			for v, segs := range u.Segs {
				n[v] += len(segs)
			}
		}
		if n != [3]int{paragraphs, paragraphs, paragraphs} {
			t.Fatalf("half a document: %d paragraphs", n)
		}
	}
	return len(docs)
}

// TestKillImport: an import that is killed has put in the whole document or
// nothing.
func TestKillImport(t *testing.T) {
	dir := t.TempDir()
	db, files := filepath.Join(dir, "t.db"), threeFiles(t, dir)
	seed := uint64(time.Now().UnixNano())
	t.Log("seed", seed)
	rnd := rand.New(rand.NewPCG(seed, 1))
	var took time.Duration
	docs := 0
	for i := range 1 + killRounds() {
		killDuring(t, &took, rnd, killable(t, append([]string{"import", "--db", db, "--title", strconv.Itoa(i)}, files...)...))
		if n := whole(t, db); n < docs || n > docs+1 || i == 0 && n != 1 {
			t.Fatalf("%d documents after %d", n, docs)
		} else {
			docs = n
		}
	}
	t.Logf("%d of %d imports were whole, the others left nothing", docs, 1+killRounds())
}

// TestKillBackup: a backup that is killed has made no file under its name, or a
// whole one; the database is as it was, also while others write.
func TestKillBackup(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "t.db")
	var took time.Duration
	for i := range 3 {
		took = 0
		killDuring(t, &took, nil, killable(t, append([]string{"import", "--db", db, "--title", strconv.Itoa(i)}, threeFiles(t, dir)...)...))
	}
	seed := uint64(time.Now().UnixNano())
	t.Log("seed", seed)
	rnd := rand.New(rand.NewPCG(seed, 1))
	st, err := store.Open(db)
	if err != nil {
		t.Fatal(err)
	}
	stop, written := make(chan struct{}), make(chan int, 1)
	go func() {
		n := 0
		defer func() { written <- n }()
		for n < 20 {
			select {
			case <-stop:
				return
			case <-time.After(2 * time.Millisecond):
			}
			d := &store.NewDocument{Title: "beside", Versions: align.Versions[:], Who: "test"}
			var u align.Unit
			for v := range u.Segs {
				for i := range paragraphs {
					d.Segs[v] = append(d.Segs[v], align.Segment{Text: strconv.Itoa(i), Kind: align.Text})
					u.Segs[v] = append(u.Segs[v], i)
				}
			}
			d.Units = []align.Unit{u}
			if _, err := st.Create(d, nil); err != nil {
				t.Error(err)
				return
			}
			n++
		}
	}()
	made := 0
	took = 0
	for i := range 1 + killRounds() {
		out := filepath.Join(dir, fmt.Sprintf("%d.db", i))
		killDuring(t, &took, rnd, killable(t, "backup", "--db", db, "-o", out))
		if _, err := os.Stat(out); err == nil {
			made++
			if n := whole(t, out); n < 3 {
				t.Fatalf("a backup with %d documents", n)
			}
		}
	}
	close(stop)
	n := <-written
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	if have := whole(t, db); have < 3+n {
		t.Fatalf("%d documents, %d were written", have, 3+n)
	}
	t.Logf("%d of %d backups were made, and are whole; %d documents written beside them", made, 1+killRounds(), n)
}

// TestKillCreate: the same of a document that a browser sends while the server
// is killed.
func TestKillCreate(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "t.db")
	body := map[string]any{"title": "T", "versions": map[string]any{}}
	for _, v := range align.Versions {
		segs := make([]map[string]string, paragraphs)
		for i := range segs {
			segs[i] = map[string]string{"text": strconv.Itoa(i), "kind": "text"}
		}
		body["versions"].(map[string]any)[v.String()] = map[string]any{"segments": segs}
	}
	units := make([]map[string]any, paragraphs)
	for i := range units {
		segs := map[string][]int{}
		for _, v := range align.Versions {
			segs[v.String()] = []int{i}
		}
		units[i] = map[string]any{"segs": segs, "confidence": 1}
	}
	body["units"] = units
	data, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	seed := uint64(time.Now().UnixNano())
	t.Log("seed", seed)
	rnd := rand.New(rand.NewPCG(seed, 1))
	var took time.Duration
	docs, acknowledged := 0, 0
	for i := range 1 + killRounds() {
		cmd := killable(t, "serve", "--addr", "127.0.0.1:0", "--db", db)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		buf := make([]byte, 1000)
		n, err := out.Read(buf)
		if err != nil {
			t.Fatal(err)
		}
		line := strings.TrimSpace(string(buf[:n]))
		url := line[strings.LastIndex(line, " ")+1:]
		began, answer := time.Now(), make(chan bool, 1)
		go func() {
			resp, err := http.Post(url+"/api/documents", "application/json", strings.NewReader(string(data)))
			if err == nil {
				resp.Body.Close()
			}
			answer <- err == nil && resp.StatusCode/100 == 2
		}()
		if i > 0 {
			time.Sleep(time.Duration(rnd.Int64N(int64(took))))
			_ = cmd.Process.Kill()
		}
		sure := <-answer
		took = max(took, time.Since(began))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		have := whole(t, db)
		if have < docs || have > docs+1 || sure && have != docs+1 || i == 0 && !sure {
			t.Fatalf("%d documents after %d, the last was acknowledged: %t", have, docs, sure)
		}
		docs = have
		if sure {
			acknowledged++
		}
	}
	t.Logf("%d of %d documents are there, all of %d acknowledged ones among them", docs, 1+killRounds(), acknowledged)
}
