// Package zh knows the two scripts of Chinese: it converts one into the other
// on OpenCC's dictionaries, folds texts so that they can be compared whatever
// their script, and tells which characters belong to one script alone.
//
// The dictionaries come from the npm package opencc; cmd/pack puts them into
// data/opencc.gz, which is embedded. Without that file the package works in a
// reduced way: Available is false, Open fails, the exclusive sets are empty,
// and Fold still levels width, quotation marks and spaces.
//
// Guarantee: Convert gives byte for byte what the opencc program gives with
// the same dictionaries and configuration, and never gives invalid UTF-8.
//
// Everything is loaded on first use and kept; all functions may be called from
// several goroutines at once.
package zh

import (
	"embed"
	"errors"
	"fmt"
	"sync"
)

//go:embed data
var dataFS embed.FS

const packName = "data/opencc.gz"

// errNoData is what Open wraps when the program was built without dictionaries.
var errNoData = errors.New("built without the OpenCC dictionaries: run `make generate` and build again")

var embedded struct {
	once  sync.Once
	pack  *pack
	err   error
	mutex sync.Mutex
	open  map[string]*Converter
}

// load reads the embedded pack once.
func load() (*pack, error) {
	embedded.once.Do(func() {
		data, err := dataFS.ReadFile(packName)
		if err != nil {
			embedded.err = errNoData
			return
		}
		embedded.pack, embedded.err = readPack(data)
	})
	return embedded.pack, embedded.err
}

// Available reports whether the OpenCC dictionaries are built in.
func Available() bool {
	_, err := load()
	return err == nil
}

// DataVersion names the dictionaries with their version ("opencc 1.4.2"), to
// be stored with what was converted; "" when they are absent.
func DataVersion() string {
	p, err := load()
	if err != nil {
		return ""
	}
	return p.version
}

// Open gives the converter of one of OpenCC's configurations, by its name:
// "s2t", "t2s", "s2tw", "s2twp", "s2hk", "s2hkp", "tw2s", "tw2sp", "hk2s",
// "hk2sp", "t2tw", "t2hk", "tw2t", "hk2t". The same converter is given to
// everybody who asks.
func Open(config string) (*Converter, error) {
	p, err := load()
	if err != nil {
		return nil, fmt.Errorf("open converter %s: %w", config, err)
	}
	embedded.mutex.Lock()
	defer embedded.mutex.Unlock()
	if c := embedded.open[config]; c != nil {
		return c, nil
	}
	c, err := p.converter(config)
	if err != nil {
		return nil, fmt.Errorf("open converter %s: %w", config, err)
	}
	if embedded.open == nil {
		embedded.open = map[string]*Converter{}
	}
	embedded.open[config] = c
	return c, nil
}
