// The contacts page with the windows, and the page of leaders: bodies with their rosters.
#include "generator/pages/people.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/reading/find_by_id.h"
#include "generator/pages/windows.h"

namespace generator {

using core::Body;
using core::Document;
using core::RosterEntry;
using core::Site;
using core::TemplateData;
using core::Texts;
using core::Window;

namespace {

// With more windows than this, the page prints only those at the top and links to the directory.
constexpr std::size_t kMostContacts = 7;

bool is_unit_alone(const RosterEntry& entry) {
  return entry.name.empty() && entry.post.empty() && !entry.unit.empty();
}

std::string post_of(const RosterEntry& entry) {
  if (entry.post.empty() || entry.unit.empty()) return entry.post + entry.unit;
  return entry.unit + entry.post;
}

TemplateData& add_row(TemplateData& body, const RosterEntry& entry) {
  return body.add("PERSON")
      .set("PERSON_ROLE", entry.role)
      .show_if(entry.concurrent, "PERSON_CONCURRENT");
}

void add_person(TemplateData& body, const RosterEntry& entry) {
  add_row(body, entry)
      .set_optional("PERSON_NAME", entry.name)
      .set_optional("PERSON_POST", post_of(entry))
      .show_if(entry.name.empty(), "NO_PERSON_NAME");
}

using RosterPlace = std::vector<RosterEntry>::const_iterator;

// Puts consecutive units with the same role into one row, instead of many rows that differ in one
// word.
void add_units(TemplateData& body, RosterPlace first, RosterPlace last, const Texts& texts) {
  const std::string count = std::to_string(last - first);
  TemplateData& row = add_row(body, *first);
  row.set_optional("PERSON_UNITS", texts.format("leaders.units", {{"count", count}}));
  for (RosterPlace entry = first; entry != last; ++entry) {
    row.add("PERSON_UNIT").set("UNIT_NAME", entry->unit);
  }
}

void add_roster(TemplateData& body, const std::vector<RosterEntry>& roster, const Texts& texts) {
  for (RosterPlace first = roster.begin(); first != roster.end();) {
    const RosterPlace last = std::find_if_not(first, roster.end(), [&](const RosterEntry& entry) {
      return is_unit_alone(entry) && entry.role == first->role &&
             entry.concurrent == first->concurrent;
    });
    if (last == first) {
      add_person(body, *first++);
    } else {
      add_units(body, first, last, texts);
      first = last;
    }
  }
  body.show_if(!roster.empty(), "HAS_PEOPLE");
}

std::string titled(const Document& document, const Texts& texts) {
  return document.number.empty()
             ? texts.format("document.quoted", {{"title", document.title}})
             : texts.format("document.quoted_with_number",
                            {{"title", document.title}, {"number", document.number}});
}

void add_body(TemplateData& data, const Site& site, const Texts& texts, const Body& body) {
  TemplateData& shown = data.add("BODY");
  shown.set("BODY_ID", body.id)
      .set("BODY_NAME", body.name)
      .set_optional("BODY_DUTIES", body.duties)
      .set_optional("BODY_HOST", body.host);
  if (const Body* parent = site.body(body.parent)) shown.set_optional("BODY_PARENT", parent->name);
  if (body.as_of) shown.set_optional("BODY_AS_OF", core::chinese_date(*body.as_of));
  if (const Document* source = core::find_by_id(site.documents, body.source)) {
    shown.set("BODY_SOURCE_ID", source->id).set_optional("BODY_SOURCE", titled(*source, texts));
  }
  add_roster(shown, body.roster_on(site.publications.today), texts);
}

// WAYS: the product's own channels that the policy offers; CHANNEL[]: those of the town itself.
void add_channels(TemplateData& data, const core::Policy& policy, const Texts& texts) {
  std::vector<std::string> ways;
  for (const core::Channel& channel : policy.channels) {
    if (!channel.is_public) continue;
    const std::string way = "contacts.way." + channel.id;
    if (channel.name.empty() && channel.run_by.empty() && texts.has(way)) {
      ways.push_back(texts.get(way));
      continue;
    }
    const std::string name = core::channel_name(policy, texts, channel.id);
    data.add("CHANNEL").set("CHANNEL_NAME",
                            channel.run_by.empty()
                                ? name
                                : texts.format("contacts.channel_run_by",
                                               {{"channel", name}, {"who", channel.run_by}}));
  }
  data.set("WAYS", core::joined(ways, texts.get("contacts.way.comma")));
}

}  // namespace

TemplateData contacts_data(const Site& site, const Texts& texts) {
  TemplateData data;
  const bool few = site.windows.size() <= kMostContacts;
  for (const core::Window& window : site.windows) {
    const bool near_the_top = core::rank_of(window.level) <= core::rank_of("county");
    if (window.planned || !(few || near_the_top)) continue;
    set_window_facts(data.add("WINDOW"), site, window, texts);
  }
  add_channels(data, site.policy, texts);
  data.set("COUNT", static_cast<int>(std::ranges::count(site.windows, false, &Window::planned)));
  return data.show_if(site.windows.size() > 1, "HAS_OTHER_WINDOWS");
}

TemplateData leaders_data(const Site& site, const Texts& texts) {
  TemplateData data;
  for (const Body& body : site.bodies) add_body(data, site, texts, body);
  data.show_if(site.bodies.empty(), "NO_BODIES").show_if(!site.bodies.empty(), "HAS_BODIES");
  return data.set_optional("DUTY_RULE", site.duty.rule);
}

}  // namespace generator
