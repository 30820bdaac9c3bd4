// One publication as the desk opens and shows it; what may be done with it follows from its state
// and from the person.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/changes/site_changes.h"
#include "handler/desk/publishing/publishing_form.h"
#include "handler/desk/visit.h"
#include "handler/store/publishing/publications.h"

namespace handler::desk {

struct OpenPublication {
  store::Publication publication;
  core::FolderTexts standing;  // the folder as it is now; empty if it cannot be read
  std::vector<core::SiteChange> changes;
  std::string why_not_agree;  // see approval.h; asked only while it waits
  bool is_own = false;        // the person is its author
  bool may_redraft = false;   // the person's own, it was not published, and they have no draft
  bool may_put_back = false;  // the person's scope holds its changes, and it is done

  // A person who may agree, but for what its author may not do any more.
  bool may_decline() const {
    return publication.state() == store::PublicationState::waits &&
           (why_not_agree.empty() || why_not_agree == "gone");
  }
  // The author, and people who decide about it, look at its pages.
  bool may_preview() const {
    return publication.state() == store::PublicationState::waits && (is_own || may_decline());
  }
};

struct OpenedPublication {
  std::optional<OpenPublication> open;
  web::Response refusal;
};

// The publication in the path. 403 for people who may not see publications, 404 if the site has no
// such one.
OpenedPublication open_publication(const Visit& visit);

web::Response publication_page(const Visit& visit, const OpenPublication& open,
                               const PublishingProblem& problem);

}  // namespace handler::desk
