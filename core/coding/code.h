// Codes: labels with a definition, in four facets.
#pragma once

#include "core/base/result.h"
#include "core/corpus/dialogue.h"

#include <QStringList>

#include <optional>

namespace antiphon {

using CodeId = Id<struct CodeTag>;

// What a code speaks of: what the user wants, what the system does, which musical attribute is meant; or
// anything else.
enum class Facet { Intent, Action, Attribute, Free };
inline constexpr Facet allFacets[] = {Facet::Intent, Facet::Action, Facet::Attribute, Facet::Free};

QString facetWord(Facet facet); // "intent", "action", "attribute", "free"
std::optional<Facet> facetFromWord(QStringView word);
QString facetTitle(Facet facet); // "User intents"

QString roleWord(Role role); // "user", "system"
std::optional<Role> roleFromWord(QStringView word);

struct Code
{
    CodeId id = {};
    CodeId parent = {}; // the category that groups it; null: none
    Facet facet = Facet::Free;
    QString name = {}; // unique in its facet
    QString definition = {};
    QString includes = {};
    QString excludes = {};
    QStringList examples = {};
    QString shortcut = {}; // the one key that codes with it; empty: none
    int colour = 0;        // index into the palette of code colours
    bool codable = true;   // false: a category that only groups
    int position = 0;      // among its siblings
    bool operator==(const Code&) const = default;
};

inline constexpr int codeColours = 8;

// Whether the facet's codes may go on turns of that role: intents on the user's, actions on the system's, the
// rest on both.
bool mayCode(Facet facet, Role role);

// Whether the key may be a code's: one letter or digit in lower case, or a punctuation mark, that the coding
// view does not use itself.
bool isCodeKey(QStringView key);
// The code that owns `key` on turns of `role`; nothing where none does.
std::optional<Code> codeOfKey(const QList<Code>& codes, QStringView key, Role role);
// A code other than `code` that its key would be taken from on some turn.
std::optional<Code> keyRival(const QList<Code>& codes, const Code& code);

// Checks what a person entered against the codebook. Errors: InvalidValue for an empty name, a name over 100
// characters or a key that is none; AlreadyExists for a name or key that another code has.
Result<void> checkCode(const QList<Code>& codes, const Code& code);

// The codes that fit what was typed, best first: the name begins with it, a word of the name begins with it,
// the name holds it, its letters come in that order. Only codable ones that may go on turns of `role`.
QList<Code> findCodes(const QList<Code>& codes, QStringView typed, std::optional<Role> role);

// The code called `name` or "facet:name" that may go on turns of `role`, or anywhere. Errors: NotFound;
// NotPossible when the name stands for several, or for a code that may not go there.
Result<Code> codeCalled(const QList<Code>& codes, const QString& name, std::optional<Role> role);

} // namespace antiphon
