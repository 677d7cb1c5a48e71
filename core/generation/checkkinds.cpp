// What the kinds of faults are called and how they are counted.
#include "core/generation/dialoguechecks.h"

namespace antiphon {

namespace {

struct CheckFacts
{
    const char* key;
    const char* name;
    const char* method;
};

constexpr CheckFacts checkFacts[checkKinds] = {
    {"future_leaks", "Future leaks",
     "turns that name a value which is due only later; n: turns before the last new value"},
    {"role_confusions", "Role confusions", "turns with a phrase of the other role; n: turns with a text"},
    {"repeated_tracks", "Repeated tracks", "lists that show a track twice; n: lists"},
    {"genre_replaced", "Replaced genres",
     "turns whose new genre takes the place of the former; n: turns that add a genre to one"},
    {"mentions_missed", "Missed mentions",
     "values that their user turn does not name; n: values of user turns"},
    {"contradictions", "Contradictions",
     "turns that offer an excluded value or deny one that holds; n: turns with a text and a known filter "
     "state"},
    {"extra_mentions", "Extra mentions",
     "turns that name a value of the catalogue that the plan has nowhere (plain English words only right "
     "before "
     "a word for music, titles and artists shown aside); n: turns with a text, a plan and a catalogue"},
    {"invalid_tracks", "Invalid tracks",
     "tracks shown that the filters of their turn exclude; n: tracks shown by a plan of a known catalogue"}};

const CheckFacts& factsOf(CheckKind kind)
{
    return checkFacts[static_cast<size_t>(kind)];
}

} // namespace

QString checkKey(CheckKind kind)
{
    return QLatin1String(factsOf(kind).key);
}

QString checkName(CheckKind kind)
{
    return QLatin1String(factsOf(kind).name);
}

QString checkMethod(CheckKind kind)
{
    return QLatin1String(factsOf(kind).method);
}

QString findingSentence(const Finding& finding)
{
    const QString owner = QString::number(finding.otherTurn + 1);
    switch (finding.kind) {
    case CheckKind::FutureLeak:
        return QStringLiteral("\"%1\" belongs to turn %2, it is told too early")
            .arg(valueOf(finding.value), owner);
    case CheckKind::RoleConfusion:
        return QStringLiteral("\"%1\" is what the other role says").arg(finding.value);
    case CheckKind::RepeatedTrack:
        return QStringLiteral("the list shows %1 twice").arg(finding.value);
    case CheckKind::GenreReplaced:
        return QStringLiteral("\"%1\" takes the place of the genre of turn %2")
            .arg(valueOf(finding.value), owner);
    case CheckKind::MentionMissed:
        return QStringLiteral("\"%1\" is not named").arg(valueOf(finding.value));
    case CheckKind::ExtraMention:
        return QStringLiteral("\"%1\" is nowhere in the plan").arg(valueOf(finding.value));
    case CheckKind::InvalidTrack:
        return QStringLiteral("%1 is not what the filters ask for").arg(finding.value);
    case CheckKind::Contradiction:
        break;
    }
    return QStringLiteral("\"%1\" is said against the filters").arg(valueOf(finding.value));
}

} // namespace antiphon
