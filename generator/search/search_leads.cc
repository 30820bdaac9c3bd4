// Joins the catalogue's words with the site's, and finds those that do nothing.
#include "generator/search/search_leads.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/reading/ids.h"

namespace generator {
namespace {

using core::say;
using core::SearchAnswer;
using core::SearchWord;
using core::Site;
using core::Texts;

constexpr std::string_view kQuestion = "question_";
constexpr std::string_view kPart = "part_";
constexpr std::size_t kShortest = 3;  // of abbreviations
constexpr std::array<std::string_view, 4> kPlaces = {"\u53bf", "\u5e02", "\u533a", "\u9547"};
// The end of a name, and what abbreviations make of it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kEnds = {
    {{"\u59d4\u5458\u4f1a", "\u59d4"}, {"\u529e\u516c\u5ba4", "\u529e"}}};

// Words in a text of the catalogue are separated by blanks.
std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words = core::split(text, ' ');
  std::erase(words, "");
  return words;
}

std::vector<std::string> texts_of(const std::vector<SearchWord>& words) {
  std::vector<std::string> texts;
  for (const SearchWord& word : words) texts.push_back(word.text);
  return texts;
}

// "contacts" -> "contacts/", "faq#q-what" -> "faq/#q-what", "" -> "".
std::string address_of_page(const std::string& page) {
  const std::size_t end = std::min(page.find('#'), page.size());
  return page.substr(0, end) + (end == 0 ? "" : "/") + page.substr(end);
}

// The other way round.
std::string page_of_address(std::string address) {
  const std::size_t slash = address.find("/#");
  if (slash != std::string::npos) return address.erase(slash, 1);
  if (address.ends_with('/')) address.pop_back();
  return address;
}

// The address for a key of the catalogue: a page, the part of one, or a derived question.
std::string address_of_key(std::string_view key) {
  if (key.starts_with(kQuestion)) return "faq/#q-" + std::string(key.substr(kQuestion.size()));
  if (!key.starts_with(kPart)) return std::string(key) + "/";
  std::string page(key.substr(kPart.size()));
  return page.replace(std::min(page.find('_'), page.size()), 1, "/#");
}

std::string address_of_unit(const core::Unit& unit) {
  return "units/#unit-" + unit.id;
}

std::vector<SearchLead> shared_answers(const Texts& texts) {
  std::vector<SearchLead> answers;
  for (const Texts::Entry& entry : texts.below("search_words.leads."))
    answers.push_back({address_of_key(entry.key), words_in(entry.text)});
  return answers;
}

std::string without_place(std::string_view name, std::string_view place) {
  if (!place.empty() && name.starts_with(place)) return std::string(name.substr(place.size()));
  for (const std::string_view one : kPlaces) {
    if (name.starts_with(one)) return std::string(name.substr(one.size()));
  }
  return std::string(name);
}

// Looks for words that do nothing.
class LeadCheck {
 public:
  LeadCheck(const Site& site, const Texts& texts, const std::vector<const SearchExtract*>& hits,
            core::Diagnostics& diagnostics)
      : site_(site), shared_(shared_answers(texts)), hits_(hits), diagnostics_(diagnostics) {}

  void run() {
    for (const SearchAnswer& answer : site_.publications.search.answers) check(answer);
    for (const core::Unit& unit : site_.units) check(unit);
    for (const auto& same : site_.publications.search.same) check(same);
  }

 private:
  void no_help(const SearchWord& word, core::Sentence why) {
    diagnostics_.warning(word.span, "search.no-help", std::move(why),
                         say("take the word out: it changes no search"));
  }

  void check(const SearchAnswer& answer) {
    const std::string address = address_of_page(answer.page);
    if (!answer.page.empty() && !core::contains(hits_, address, &SearchExtract::address)) {
      report_unknown(answer);
      return;
    }
    for (const SearchWord& word : answer.words) {
      if (leads_already(word.text, address)) {
        no_help(word, say("a search for '{word}' leads to '{page}' already",
                          {{"word", word.text}, {"page", answer.page}}));
      } else if (found_first(word.text) == address) {
        no_help(word, say("a search for '{word}' finds '{page}' first by its title",
                          {{"word", word.text}, {"page", answer.page}}));
      }
      known_.push_back({address, {word.text}});
    }
  }

  void report_unknown(const SearchAnswer& answer) {
    std::vector<std::string> pages;
    for (const SearchExtract* hit : hits_) pages.push_back(page_of_address(hit->address));
    diagnostics_.warning(answer.page_span, "search.unknown-page",
                         say("the search finds no page '{page}'", {{"page", answer.page}}),
                         core::hint_among(answer.page, core::term("pages"), pages));
  }

  void check(const core::Unit& unit) {
    const std::string core = unit_core(unit.name, site_.identity.name);
    for (const std::vector<SearchWord>* words : {&unit.handles, &unit.also_called}) {
      for (const SearchWord& word : *words) {
        const bool in_name = unit.name.find(word.text) != std::string::npos;
        if (!in_name && !is_abbreviation(word.text, core)) continue;
        no_help(word, say("a search for '{word}' finds '{unit}' by its name",
                          {{"word", word.text}, {"unit", unit.name}}));
      }
    }
  }

  void check(const std::vector<SearchWord>& same) {
    const bool helps = std::ranges::any_of(same, [&](const SearchWord& word) {
      return std::ranges::any_of(hits_, [&](const SearchExtract* hit) {
        return place_of_word(*hit, word.text).has_value();
      });
    });
    if (!helps && !same.empty())
      no_help(same.front(),
              say("no page has '{word}' or what means the same", {{"word", same.front().text}}));
  }

  bool leads_already(const std::string& word, const std::string& address) const {
    const auto leads = [&](const SearchLead& lead) {
      return lead.address == address && core::contains(lead.words, word);
    };
    return std::ranges::any_of(shared_, leads) || std::ranges::any_of(known_, leads);
  }

  // The address of the one hit that has the word in its title; "" if there are more, or none, or
  // if the word leads elsewhere.
  std::string found_first(const std::string& word) const {
    std::string address;
    const auto leads = [&](const SearchLead& lead) {
      return std::ranges::any_of(
          lead.words, [&](const std::string& one) { return word.find(one) != std::string::npos; });
    };
    if (std::ranges::any_of(shared_, leads)) return {};
    for (const SearchExtract* hit : hits_) {
      if (place_of_word(*hit, word) != TermPlace::title) continue;
      if (!address.empty()) return {};
      address = hit->address;
    }
    return address;
  }

  const Site& site_;
  std::vector<SearchLead> shared_;
  std::vector<SearchLead> known_;  // the site's own that were checked before
  const std::vector<const SearchExtract*>& hits_;
  core::Diagnostics& diagnostics_;
};

}  // namespace

SearchLeads search_leads(const Site& site, const Texts& texts) {
  SearchLeads leads;
  for (const SearchAnswer& answer : site.publications.search.answers)
    leads.answers.push_back({address_of_page(answer.page), texts_of(answer.words)});
  for (SearchLead& shared : shared_answers(texts)) leads.answers.push_back(std::move(shared));
  for (const core::Unit& unit : site.units) {
    UnitLead lead{address_of_unit(unit), unit_core(unit.name, site.identity.name),
                  texts_of(unit.handles)};
    for (const SearchWord& name : unit.also_called) lead.words.push_back(name.text);
    leads.units.push_back(std::move(lead));
  }
  for (const auto& same : site.publications.search.same) leads.same.push_back(texts_of(same));
  for (const Texts::Entry& entry : texts.below("search_words.same."))
    leads.same.push_back(words_in(entry.text));
  return leads;
}

std::string unit_core(std::string_view name, std::string_view place) {
  std::string core = without_place(name, place);
  for (const auto& [end, short_end] : kEnds) {
    if (core.ends_with(end))
      core = core.substr(0, core.size() - end.size()) + std::string(short_end);
  }
  return core;
}

bool is_abbreviation(std::string_view word, std::string_view core_of_name) {
  const std::vector<std::string> letters = core::characters(word);
  const std::vector<std::string> name = core::characters(core_of_name);
  if (letters.size() < kShortest || name.size() < letters.size()) return false;
  if (letters.front() != name.front() || letters.back() != name.back()) return false;
  std::size_t met = 0;
  for (const std::string& character : name) {
    if (met < letters.size() && letters[met] == character) ++met;
  }
  return met == letters.size();
}

void check_leads(const Site& site, const Texts& texts,
                 const std::vector<const SearchExtract*>& hits, core::Diagnostics& diagnostics) {
  LeadCheck(site, texts, hits, diagnostics).run();
}

}  // namespace generator
