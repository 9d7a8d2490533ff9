// Command regauth is the token server of github.com/adxgun/registry-auth on a loopback address, for tests: it signs tokens that
// docker-registry takes, and reads the first scope of a request alone. Its only user may do all.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"net/http"

	registry "github.com/adxgun/registry-auth"
)

type users struct{ user, password string }

func (u users) Authenticate(user, password string) error {
	if user != u.user || password != u.password {
		return errors.New("wrong user or password")
	}
	return nil
}

type all struct{}

func (all) Authorize(req *registry.AuthorizationRequest) ([]string, error) { return req.Actions, nil }

func main() {
	addr := flag.String("addr", "127.0.0.1:0", "loopback address to listen on")
	cert := flag.String("cert", "", "file with the certificate that the registry trusts")
	key := flag.String("key", "", "file with its key")
	issuer := flag.String("issuer", "", "who signs, as the registry knows it")
	user := flag.String("user", "", "the user")
	password := flag.String("password", "", "the user's password")
	version := flag.Bool("version", false, "print a version and end")
	flag.Parse()
	if *version {
		fmt.Println("regauth 1.0.0")
		return
	}
	server, err := registry.NewAuthServer(&registry.Option{
		Certfile:        *cert,
		Keyfile:         *key,
		TokenExpiration: 300,
		TokenIssuer:     *issuer,
		Authenticator:   users{*user, *password},
		Authorizer:      all{},
	})
	if err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/auth", server)
	log.Fatal(http.ListenAndServe(*addr, logging(mux)))
}
