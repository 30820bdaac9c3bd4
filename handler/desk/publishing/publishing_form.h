// The parts that all forms of publishing share: a reason, and the person's own password or code
// once more.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/changes/site_changes.h"
#include "core/page/page_template.h"
#include "handler/desk/visit.h"
#include "handler/publishing/working_copy.h"

namespace handler::desk {

// Why nothing was done: the sentence, and the input that it is about ("": none).
struct PublishingProblem {
  int status = 200;
  std::string sentence = {};
  std::string input = {};

  bool is_none() const { return sentence.empty(); }
};

// The reason as typed, on one line.
std::string typed_reason(const Visit& visit);

// What the person asks to be published: this copy, with its changes in words and the typed reason.
store::Publication publication_asked(const Visit& visit, const publishing::WorkingCopy& copy,
                                     const std::vector<core::SiteChange>& changes);

// For the partials desk/mistake and desk/publishing_confirm: the problem, what was typed, and
// whether a password or a code is asked for.
void add_form_parts(core::TemplateData& data, const Visit& visit, const PublishingProblem& problem);

// That a reason is there and not too long.
PublishingProblem problem_of_reason(const Visit& visit);
// Checks the password (field `present`), or the code (field `code`) of a person who has codes.
// Counts a try, so it comes after every other check.
PublishingProblem problem_of_person(const Visit& visit);
// What the store said.
PublishingProblem problem_of_store(const Visit& visit, const core::Failure& failure);

// The page with the status of the problem; with 429 it says when to try again.
web::Response problem_page(const Visit& visit, const PublishingProblem& problem,
                           std::string_view template_name, const std::string& title,
                           const core::TemplateData& data);

PublishingProblem problem_with(const Visit& visit, int status, const std::string& key,
                               const std::string& input = {});

}  // namespace handler::desk
