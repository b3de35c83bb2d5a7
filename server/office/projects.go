package office

import (
	"net/http"

	"triptych/server/answer"
	"triptych/server/people"
	"triptych/server/project"
	"triptych/server/visit"
	"triptych/server/wire"
)

// listedProject is a project as somebody sees it who may see it.
type listedProject struct {
	project.Project
	Members int          `json:"members"`
	Can     []wire.Right `json:"can"` // what whoever asks may do in it
}

// Projects lists those that whoever asks may see.
func (s *Office) Projects(w http.ResponseWriter, r *http.Request) error {
	v := visit.Of(r)
	list := []listedProject{}
	for _, p := range s.projects.All() {
		held := v.Held(p.ID)
		if !held.May(wire.RightRead) {
			continue
		}
		one := listedProject{Project: p, Can: wire.Rights(held.Role)}
		if s.people != nil {
			one.Members = len(s.people.Members(people.Project, p.ID))
		}
		list = append(list, one)
	}
	answer.JSON(w, http.StatusOK, map[string]any{"fourEyes": s.projects.FourEyes(""), "projects": list})
	return nil
}

// noted puts what is done to a project into the record.
func (s *Office) noted(r *http.Request, act, about string, body map[string]string) project.Note {
	return s.people.Noted(people.Of(r), act, about, body)
}

// NewProject makes one.
func (s *Office) NewProject(w http.ResponseWriter, r *http.Request) error {
	var in struct{ Name string }
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	id, err := s.projects.Create(in.Name, func(id string) project.Note {
		return s.noted(r, "project.new", id, map[string]string{"name": in.Name})
	})
	if err != nil {
		return err
	}
	answer.JSON(w, http.StatusCreated, map[string]string{"id": id})
	return nil
}

// SetProject gives one another name, or says whether four eyes approve in it.
func (s *Office) SetProject(w http.ResponseWriter, r *http.Request) error {
	var in struct {
		Name     *string
		FourEyes *bool
	}
	id := r.PathValue("project")
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	if in.Name != nil {
		if err := s.projects.Rename(id, *in.Name, s.noted(r, "project.name", id, map[string]string{"name": *in.Name, "was": s.projects.Name(id)})); err != nil {
			return err
		}
	}
	if in.FourEyes != nil {
		if err := s.setEyes(r, id, *in.FourEyes); err != nil {
			return err
		}
	}
	return s.Projects(w, r)
}

// SetFourEyes says whether four eyes approve everywhere.
func (s *Office) SetFourEyes(w http.ResponseWriter, r *http.Request) error {
	var in struct{ FourEyes bool }
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	if err := s.setEyes(r, "", in.FourEyes); err != nil {
		return err
	}
	return s.Projects(w, r)
}

func (s *Office) setEyes(r *http.Request, id string, on bool) error {
	act := "eyes.off"
	if on {
		act = "eyes.on"
	}
	return s.projects.SetFourEyes(id, on, s.noted(r, act, id, nil))
}

// DeleteProject takes one away; its documents stay, and are checked as all are.
func (s *Office) DeleteProject(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("project")
	if err := s.projects.Delete(id, s.noted(r, "project.gone", id, map[string]string{"name": s.projects.Name(id)})); err != nil {
		return err
	}
	return s.moved(w, r)
}

// PutInProject puts a document into a project, where whoever asks may say what belongs
// to that too; "" = into none.
func (s *Office) PutInProject(w http.ResponseWriter, r *http.Request) error {
	var in struct{ Project string }
	if err := answer.Read(r, &in); err != nil {
		return err
	}
	if in.Project != "" {
		held := visit.Of(r).Held(in.Project)
		if !s.projects.Has(in.Project) || !held.May(wire.RightRead) {
			return project.Gone
		}
		if !held.May(wire.RightProject) {
			return answer.Told(http.StatusForbidden, wire.CodeRights, held.No(wire.RightProject), "")
		}
	}
	doc := r.PathValue("id")
	body := map[string]string{"project": in.Project, "name": s.projects.Name(in.Project), "was": s.projects.Name(s.projects.Of(doc))}
	if err := s.projects.Put(doc, in.Project, s.noted(r, "project.document", doc, body)); err != nil {
		return err
	}
	return s.moved(w, r)
}

// moved has everything follow that depends on which project a document is in.
func (s *Office) moved(w http.ResponseWriter, r *http.Request) error {
	if s.people != nil {
		if err := s.people.Reread(r.Context()); err != nil {
			return err
		}
	}
	s.recheck()
	w.WriteHeader(http.StatusNoContent)
	return nil
}
