// Command ggcrmem serves go-containerregistry's registry on a loopback address, for tests: with or without the referrers API, and
// with a Warning header. Its lists have no Link, and a tag outlives its manifest.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"

	"github.com/google/go-containerregistry/pkg/registry"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:0", "loopback address to listen on")
	noReferrers := flag.Bool("no-referrers", false, "answer without the referrers API")
	warning := flag.String("warning", "", "text of a Warning header of every answer")
	version := flag.Bool("version", false, "print a version and end")
	flag.Parse()
	if *version {
		fmt.Println("ggcrmem 1.0.0")
		return
	}
	// its own log has no statuses
	silent := registry.Logger(log.New(io.Discard, "", 0))
	options := []registry.Option{registry.WithReferrersSupport(!*noReferrers), silent}
	if *warning != "" {
		options = append(options, registry.WithWarning(1, *warning))
	}
	l, err := net.Listen("tcp", *addr)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.Serve(l, logging(registry.New(options...))))
}
