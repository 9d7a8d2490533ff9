package main

import (
	"fmt"
	"net/http"
)

// logging writes each request to the output in the common log format, before it is answered: then a client has no answer yet
// that a reader of the log could miss.
func logging(handler http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		out := &logged{ResponseWriter: w, request: r.Method + " " + r.RequestURI + " " + r.Proto}
		handler.ServeHTTP(out, r)
		if !out.done {
			out.WriteHeader(http.StatusOK)
		}
	})
}

// logged writes the request's line when its status is known.
type logged struct {
	http.ResponseWriter
	request string
	done    bool
}

func (w *logged) WriteHeader(status int) {
	if !w.done {
		w.done = true
		fmt.Printf("%q %d -\n", w.request, status)
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *logged) Write(body []byte) (int, error) {
	if !w.done {
		w.WriteHeader(http.StatusOK)
	}
	return w.ResponseWriter.Write(body)
}
