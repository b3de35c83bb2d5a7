package server

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"
)

// hasty allows so little that a test need not wait.
var hasty = pace{grace: 30 * time.Millisecond, least: 1 << 20}

// ask opens a connection and sends a request as it stands.
func ask(t *testing.T, server *httptest.Server, request string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	return conn
}

// TestBodyThatStopsComing: who promises a body and sends a part of it keeps nothing.
func TestBodyThatStopsComing(t *testing.T) {
	ended := make(chan error, 1)
	server := httptest.NewServer(hasty.keep(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, err := io.ReadAll(r.Body)
		ended <- err
	})))
	defer server.Close()
	ask(t, server, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf")
	if err := <-ended; !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatal(err)
	}
}

// TestAnswerThatIsNotRead: nor who asks for much and reads nothing.
func TestAnswerThatIsNotRead(t *testing.T) {
	ended := make(chan error, 1)
	server := httptest.NewServer(hasty.keep(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		var err error
		for piece := make([]byte, 4<<20); err == nil; {
			_, err = w.Write(piece)
		}
		ended <- err
	})))
	defer server.Close()
	ask(t, server, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	if err := <-ended; !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatal(err)
	}
}

// TestSlowWorkIsNotSlowReading: a deadline for the body ends nothing that the server
// itself takes long for, nor the next request on the same connection.
func TestSlowWorkIsNotSlowReading(t *testing.T) {
	server := httptest.NewServer(hasty.keep(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		select {
		case <-r.Context().Done():
			err = r.Context().Err()
		case <-time.After(3 * hasty.grace):
		}
		fmt.Fprint(w, string(body), err)
	})))
	defer server.Close()
	conn := ask(t, server, "")
	answers := bufio.NewReader(conn)
	for range 3 {
		if _, err := io.WriteString(conn, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody"); err != nil {
			t.Fatal(err)
		}
		resp, err := http.ReadResponse(answers, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(resp.Body)
		if err != nil || !strings.HasPrefix(string(got), "body<nil>") {
			t.Fatal(string(got), err)
		}
	}
}
