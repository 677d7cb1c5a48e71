// What the dialogue view shows, as plain values.
#pragma once

#include "core/base/textposition.h"
#include "ui/theme/tokens.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace antiphon {

enum class Speaker { User, System };
enum class ChipStyle { Solid, Ghost };      // ghost: proposed, not decided; dashed
enum class MarkKind { Hit, Mention, Leak }; // search hit; planned mention; told too early

// A label under a turn. `colour` is an index into the code colours, -1 for none. `key` is for the owner of
// the view.
struct DialogueChip
{
    QString text;
    int colour = -1;
    ChipStyle style = ChipStyle::Solid;
    QString toolTip = {};
    QString key = {};
    bool current = false; // the one that acts are about: stands out
    bool operator==(const DialogueChip&) const = default;
};

// A marked stretch of a turn's text, in code points.
struct DialogueMark
{
    TextSpan span;
    MarkKind kind = MarkKind::Hit;
    bool operator==(const DialogueMark&) const = default;
};

// A code on a stretch of a turn, or on all of it: a line in the margin with its name, and an underline in the
// text. Stripes of neighbouring turns with the same key are one line (an exchange). `colour` as in a chip.
struct DialogueStripe
{
    std::optional<TextSpan> span = {}; // code points; nothing: the whole turn
    QString text = {};
    int colour = -1;
    ChipStyle style = ChipStyle::Solid;
    QString toolTip = {};
    QString key = {};
    bool current = false; // the one that acts are about: stands out
    bool operator==(const DialogueStripe&) const = default;
};

struct DialogueTurn
{
    Speaker speaker = Speaker::User;
    QString text;            // empty where the turn only shows tracks
    QStringList tracks = {}; // "Title – Artist" each
    QList<DialogueChip> chips = {};
    QList<DialogueMark> marks = {};
    QString note = {}; // a sentence under the turn
    Tone noteTone = Tone::Muted;
    QList<DialogueStripe> stripes = {};
    bool operator==(const DialogueTurn&) const = default;
};

struct DialogueDocument
{
    QList<DialogueTurn> turns;
    QList<DialogueChip> chips = {}; // of the dialogue as a whole; above the first turn
    bool operator==(const DialogueDocument&) const = default;
};

} // namespace antiphon
