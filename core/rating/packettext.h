// How a dialogue is worded for raters: one form for every condition, so that form betrays nothing.
//
// The rules, in order:
//  1. Unicode NFC; zero-width and control characters go; unusual blanks become blanks.
//  2. Curly quotes become straight ones, dashes of all kinds "-", the ellipsis three dots.
//  3. Marks of markup and "[MUSIC]" go; so does a role's name at the beginning of a turn ("User:").
//  4. Blanks are never doubled nor trailing, lines never empty.
//  5. Words that tell where a text comes from become "[...]".
//  6. A turn without words or tracks goes; neighbours of one role become one turn.
//  7. Only a system turn shows tracks: at most five titles "Title - Artist", taken evenly over its list,
//  without
//     verdicts; or, where titles are not known alike, only the mark that it showed some.
#pragma once

#include "core/rating/study.h"

#include <QHash>
#include <QRegularExpression>

namespace antiphon {

inline constexpr int shownTitles = 5;

struct PacketTurn
{
    Role role = Role::User;
    QString text;
    bool showsTracks = false;
    QStringList tracks; // titles; empty with TrackForm::Mark
    bool operator==(const PacketTurn&) const = default;
};

// Rules 1 to 4.
QString plainText(const QString& text);

// Words by which a text would name its writer, whatever the study: parts of words, in lower case.
QStringList builtInIdentityWords();

// Masks identity words and counts them.
class Masker
{
public:
    // `parts` are found within words, `names` as whole words; names shorter than three characters are left.
    Masker(const QStringList& parts, const QStringList& names);
    QString masked(const QString& text);
    int count() const { return m_count; }
    const QStringList& words() const { return m_words; } // what was masked, each once

private:
    QRegularExpression m_pattern;
    int m_count = 0;
    QStringList m_words;
};

// The share of the tracks that would be shown of which title and artist are known; 1 where none is shown.
double knownTitleShare(const Dialogue& dialogue, const QHash<QString, SourceTrack>& tracks);

// Leaves `most` tracks (with TrackForm::Mark, marks) in all, spread evenly over the turns that show some:
// each gives one up in turn, those with most first, from the end of its list. A turn without any is left
// without the mark; a turn without words keeps one.
void limitTracks(QList<PacketTurn>& turns, int most, TrackForm form);

QList<PacketTurn> packetTurns(const Dialogue& dialogue, const QHash<QString, SourceTrack>& tracks,
                              TrackForm form, Masker& masker);

} // namespace antiphon
