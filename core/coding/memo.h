// Memos: what a coder thinks, of which kind, on what, and the evidence that it rests on.
#pragma once

#include "core/base/clock.h"
#include "core/base/textposition.h"
#include "core/coding/coding.h"

#include <QStringList>

namespace antiphon {

using MemoId = Id<struct MemoTag>;
using MemoLinkId = Id<struct MemoLinkTag>;

// What a memo is on, or what it rests on. A category is a code that only groups: it is stored as a code. Only
// links lead to memos; the project and the journal are never linked to.
enum class MemoTarget { Project, Journal, Dialogue, Turn, Span, Coding, Code, Category, Memo };
inline constexpr MemoTarget allMemoTargets[] = {
    MemoTarget::Project, MemoTarget::Journal, MemoTarget::Dialogue, MemoTarget::Turn, MemoTarget::Span,
    MemoTarget::Coding,  MemoTarget::Code,    MemoTarget::Category, MemoTarget::Memo};
QString memoTargetWord(MemoTarget target); // "project", "journal", "dialogue", ...
std::optional<MemoTarget> memoTargetFromWord(QStringView word);
QString memoTargetTitle(MemoTarget target); // "Project"

enum class MemoKind {
    None,
    Theoretical,
    Methodological,
    Definition,
    Descriptive,
    Operational,
    Reflective,
    Question,
    Storyline
};
inline constexpr MemoKind allMemoKinds[] = {
    MemoKind::None,       MemoKind::Theoretical, MemoKind::Methodological,
    MemoKind::Definition, MemoKind::Descriptive, MemoKind::Operational,
    MemoKind::Reflective, MemoKind::Question,    MemoKind::Storyline};
QString memoKindWord(MemoKind kind); // "theoretical"; empty for none
std::optional<MemoKind> memoKindFromWord(QStringView word);
QString memoKindTitle(MemoKind kind); // "Theoretical", "No kind"

// A thing that a memo is on or rests on: the id of what `kind` names (null for project and journal), a span
// of the turn with that id.
struct MemoAnchor
{
    MemoTarget kind = MemoTarget::Project;
    IdBytes id = {};
    std::optional<TextSpan> span = {};
    bool operator==(const MemoAnchor&) const = default;
};

struct Memo
{
    MemoId id = {};
    MemoTarget targetKind = MemoTarget::Project;
    IdBytes target = {};
    CoderId coder = {};
    QString text = {};
    TimePoint createdAt = 0;
    TimePoint changedAt = 0;
    MemoKind kind = MemoKind::None;
    QString title = {};
    std::optional<TextSpan> span = {};
    MemoAnchor anchor() const { return {targetKind, target, span}; }
    bool operator==(const Memo&) const = default;
};

// A memo of `coder` on that thing, with nothing written yet.
Memo memoOn(const MemoAnchor& anchor, CoderId coder);

// What a person writes in a memo.
struct MemoContent
{
    QString text = {};
    QString title = {};
    MemoKind kind = MemoKind::None;
    bool operator==(const MemoContent&) const = default;
};
inline MemoContent contentOf(const Memo& memo)
{
    return {memo.text, memo.title, memo.kind};
}

// An anchor as people read it.
struct MemoPlace
{
    MemoAnchor anchor = {};
    bool there = true; // false: what it was on is gone
    DialogueId dialogue = {};
    QString dialogueName = {};        // external id
    std::optional<int> position = {}; // of the turn, from 0
    CodeId code = {};
    QString name = {};    // of the code, or what a memo is headed by
    QString excerpt = {}; // the first words of the turn or span
    bool operator==(const MemoPlace&) const = default;
};

// "Turn 3 of a91f", "add_filter on turn 3 of a91f", "Code mood", "Project", "a turn that is gone".
QString memoPlaceText(const MemoPlace& place);

// A memo with what lists, searches and exports show of it.
struct ListedMemo
{
    Memo memo = {};
    QString coder = {};
    MemoPlace place = {};
    int links = 0;   // pieces of evidence it rests on
    int citedBy = 0; // memos that rest on it
    bool operator==(const ListedMemo&) const = default;
};

struct MemoLink
{
    MemoLinkId id = {};
    MemoId memo = {};
    MemoPlace place = {};
    bool operator==(const MemoLink&) const = default;
};

// What a memo is called in lists: its title, else the first words of its first line with text.
QString memoHeading(const QString& title, const QString& text);

// How well a memo fits the words typed, 0: not at all. Every word, whatever its case, must stand in title or
// text; each place in the text counts one, in the title three. A text without a word fits all, with 1.
int memoFit(const QString& title, const QString& text, const QString& typed);
// The text around the first word that fits, on one line, with "…" where it goes on.
QString memoSnippet(const QString& text, const QString& typed);

} // namespace antiphon
