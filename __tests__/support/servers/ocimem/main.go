// Command ocimem serves an in-memory OCI 1.1 registry with the referrers API
// and deletion on a loopback address, for tests. It writes each request to its
// output in the common log format, before it answers.
//
// The registry is cuelabs.dev's ocimem behind its ociserver. That lists
// referrers without artifactType and annotations, does not filter them, keeps
// the tags of a manifest that is deleted, and gives a list in one piece unless
// asked for pages; the wrappers below do what other registries do, unless a flag says otherwise.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"strconv"
	"strings"

	"cuelabs.dev/go/oci/ociregistry"
	"cuelabs.dev/go/oci/ociregistry/ocimem"
	"cuelabs.dev/go/oci/ociregistry/ociserver"
)

type artifactTypeKey struct{}

type registry struct {
	*ocimem.Registry
	keepTags bool
}

// Referrers adds to each descriptor what its manifest says of itself.
func (r registry) Referrers(ctx context.Context, repo string, digest ociregistry.Digest, _ string) ociregistry.Seq[ociregistry.Descriptor] {
	want, _ := ctx.Value(artifactTypeKey{}).(string)
	var out []ociregistry.Descriptor
	var failed error
	r.Registry.Referrers(ctx, repo, digest, "")(func(d ociregistry.Descriptor, err error) bool {
		if err != nil {
			failed = err
			return false
		}
		body, err := r.GetManifest(ctx, repo, d.Digest)
		if err != nil {
			failed = err
			return false
		}
		defer body.Close()
		var m struct {
			ArtifactType string                     `json:"artifactType"`
			Config       struct{ MediaType string } `json:"config"`
			Annotations  map[string]string          `json:"annotations"`
		}
		if err := json.NewDecoder(body).Decode(&m); err != nil {
			failed = err
			return false
		}
		if d.ArtifactType = m.ArtifactType; d.ArtifactType == "" {
			d.ArtifactType = m.Config.MediaType
		}
		d.Annotations = m.Annotations
		if want == "" || want == d.ArtifactType {
			out = append(out, d)
		}
		return true
	})
	if failed != nil {
		return ociregistry.ErrorSeq[ociregistry.Descriptor](failed)
	}
	return ociregistry.SliceSeq(out)
}

// DeleteManifest deletes the tags of the manifest too, which would go on answering HEAD requests, unless they are to be kept.
func (r registry) DeleteManifest(ctx context.Context, repo string, digest ociregistry.Digest) error {
	if err := r.Registry.DeleteManifest(ctx, repo, digest); err != nil {
		return err
	}
	if r.keepTags {
		return nil
	}
	var failed error
	r.Tags(ctx, repo, "")(func(tag string, err error) bool {
		failed = err
		if d, err := r.ResolveTag(ctx, repo, tag); err == nil && d.Digest == digest {
			failed = r.DeleteTag(ctx, repo, tag)
		}
		return failed == nil
	})
	return failed
}

func main() {
	addr := flag.String("addr", "127.0.0.1:0", "loopback address to listen on")
	noReferrers := flag.Bool("no-referrers", false, "answer 404 on the referrers API")
	noSinglePost := flag.Bool("no-single-post", false, "reject uploads with a single POST")
	maxPage := flag.Int("max-page", 0, "largest page of a list, 0 for no limit; a larger one that is asked for is lowered")
	refusePage := flag.Bool("refuse-page", false, "refuse a page that is larger than -max-page, as Amazon ECR does")
	keepTags := flag.Bool("keep-tags", false, "keep the tags of a manifest that is deleted")
	version := flag.Bool("version", false, "print a version and end")
	flag.Parse()
	if *version {
		fmt.Println("ocimem 1.0.0")
		return
	}
	h := ociserver.New(registry{ocimem.New(), *keepTags}, &ociserver.Options{
		DisableReferrersAPI:     *noReferrers,
		DisableSinglePostUpload: *noSinglePost,
		MaxListPageSize:         *maxPage,
	})
	limitPage := func(r *http.Request) {
		query := r.URL.Query()
		asked, err := strconv.Atoi(query.Get("n"))
		if query.Has("n") && (err != nil || asked <= *maxPage || *refusePage) {
			return
		}
		query.Set("n", strconv.Itoa(*maxPage))
		r.URL.RawQuery = query.Encode()
	}
	l, err := net.Listen("tcp", *addr)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.Serve(l, logging(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if t := r.URL.Query().Get("artifactType"); t != "" && !*noReferrers {
			w.Header().Set("OCI-Filters-Applied", "artifactType")
			r = r.WithContext(context.WithValue(r.Context(), artifactTypeKey{}, t))
		}
		if *maxPage > 0 && (strings.HasSuffix(r.URL.Path, "/tags/list") || r.URL.Path == "/v2/_catalog") {
			limitPage(r)
		}
		h.ServeHTTP(w, r)
	}))))
}
