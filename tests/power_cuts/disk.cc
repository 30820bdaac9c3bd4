// Keeps every state that a sector had since the last sync, and lets dice choose among them.
#include "tests/power_cuts/disk.h"

#include <algorithm>
#include <utility>

namespace power {
namespace {

std::string sector_of(const std::string& bytes, std::size_t sector) {
  std::string found = bytes.substr(sector * kSector, kSector);
  found.resize(kSector);
  return found;
}

// As much of the sector as the file has room for.
void put_sector(std::string& bytes, std::size_t sector, const std::string& content) {
  const std::size_t start = sector * kSector;
  if (start >= bytes.size()) return;
  bytes.replace(start, std::min(kSector, bytes.size() - start), content, 0,
                std::min(kSector, bytes.size() - start));
}

constexpr const char* kSaid[] = {"nothing", "everything", "in order", "scattered"};

}  // namespace

void File::write(std::int64_t at, std::size_t offset, std::string_view bytes) {
  if (bytes.empty()) return;
  const std::size_t end = offset + bytes.size();
  if (end > now_.size()) {
    now_.resize(end);
    sizes_.push_back({at, end});
  }
  now_.replace(offset, bytes.size(), bytes);
  for (std::size_t sector = offset / kSector; sector <= (end - 1) / kSector; ++sector)
    versions_[sector].push_back({at, sector_of(now_, sector)});
}

void File::resize(std::int64_t at, std::size_t size) {
  if (size == now_.size()) return;
  now_.resize(size);
  sizes_.push_back({at, size});
  least_ = std::min(least_, size);
}

void File::sync() {
  safe_.resize(std::min(safe_.size(), least_));
  safe_.resize(now_.size());
  for (const auto& [sector, versions] : versions_) {
    if (sector * kSector < now_.size()) put_sector(safe_, sector, sector_of(now_, sector));
  }
  versions_.clear();
  sizes_.clear();
  least_ = std::string::npos;
}

void File::add_waiting(std::vector<std::int64_t>& operations) const {
  for (const auto& [sector, versions] : versions_) {
    for (const Version& version : versions) operations.push_back(version.at);
  }
  for (const Size& size : sizes_) operations.push_back(size.at);
}

// nullptr: the sector is as it was when it was synced.
const File::Version* File::survivor(const std::vector<Version>& versions, const Fate& fate,
                                    Dice& dice) {
  if (fate.rule == Fate::Rule::scattered)
    return dice.below(8) < fate.share ? &versions[dice.below(versions.size())] : nullptr;
  const Version* last = nullptr;
  for (const Version& version : versions) {
    const bool is_torn = version.at == fate.until && dice.one_in(2);
    if (version.at <= fate.until && !is_torn) last = &version;
  }
  return last;
}

std::size_t File::size_after(const Fate& fate, Dice& dice) const {
  std::size_t size = safe_.size();
  if (fate.rule == Fate::Rule::scattered) {
    const std::uint64_t drawn = dice.below(sizes_.size() + 1);
    return drawn == 0 ? size : sizes_[drawn - 1].size;
  }
  for (const Size& later : sizes_) {
    if (later.at <= fate.until) size = later.size;
  }
  return size;
}

std::string File::after_cut(const Fate& fate, Dice& dice) const {
  if (fate.rule == Fate::Rule::nothing) return safe_;
  if (fate.rule == Fate::Rule::everything) return now_;
  std::string left = safe_;
  left.resize(size_after(fate, dice));
  for (const auto& [sector, versions] : versions_) {
    const Version* kept = survivor(versions, fate, dice);
    if (kept != nullptr) put_sector(left, sector, kept->bytes);
  }
  return left;
}

Disk::Disk(const Files& files) {
  for (const auto& [name, bytes] : files) names_[name] = {std::make_shared<File>(bytes)};
}

bool Disk::has(const std::string& name) const {
  const auto found = names_.find(name);
  return found != names_.end() && found->second.back() != nullptr;
}

void Disk::make(const std::string& name) {
  if (has(name)) return;
  Holders& holders = names_[name];
  if (holders.empty()) holders.push_back(nullptr);
  holders.push_back(std::make_shared<File>());
}

void Disk::write(const std::string& name, std::size_t offset, std::string_view bytes) {
  names_.at(name).back()->write(++operations_, offset, bytes);
}

void Disk::resize(const std::string& name, std::size_t size) {
  names_.at(name).back()->resize(++operations_, size);
}

void Disk::sync(const std::string& name) {
  names_.at(name).back()->sync();
}

void Disk::remove(const std::string& name) {
  if (has(name)) names_.at(name).push_back(nullptr);
}

void Disk::sync_names() {
  for (auto& [name, holders] : names_) holders = {holders.back()};
  std::erase_if(names_, [](const auto& entry) { return entry.second.back() == nullptr; });
}

Fate Disk::draw(Dice& dice) const {
  std::vector<std::int64_t> waiting;
  for (const auto& [name, holders] : names_) {
    if (holders.back() != nullptr) holders.back()->add_waiting(waiting);
  }
  std::ranges::sort(waiting);
  constexpr Fate::Rule kDrawn[] = {Fate::Rule::nothing,   Fate::Rule::everything,
                                   Fate::Rule::in_order,  Fate::Rule::in_order,
                                   Fate::Rule::scattered, Fate::Rule::scattered};
  Fate fate;
  fate.rule = kDrawn[dice.below(std::size(kDrawn))];
  fate.share = 1 + dice.below(7);
  if (!waiting.empty()) fate.until = waiting[dice.below(waiting.size())];
  return fate;
}

Files Disk::after_cut(Dice& dice, std::string& said) const {
  const Fate fate = draw(dice);
  said = kSaid[static_cast<std::size_t>(fate.rule)];
  Files left;
  for (const auto& [name, holders] : names_) {
    std::size_t drawn = dice.below(holders.size());
    if (fate.rule == Fate::Rule::nothing) drawn = 0;
    if (fate.rule == Fate::Rule::everything) drawn = holders.size() - 1;
    if (holders[drawn] != nullptr) left[name] = holders[drawn]->after_cut(fate, dice);
  }
  return left;
}

}  // namespace power
