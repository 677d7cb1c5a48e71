#include "ui/shell/fuzzymatch.h"

namespace antiphon {

namespace {

constexpr int letterScore = 1;
constexpr int wordStartScore = 8;
constexpr int neighbourScore = 5;

bool beginsWord(const QString& title, qsizetype position)
{
    return position == 0 || !title[position - 1].isLetterOrNumber();
}

// The best way to place the pattern's letters from `from` on, greedy by word beginnings: tries the next word
// beginning with the letter first, then the next occurrence.
std::optional<FuzzyMatch> place(const QString& pattern, qsizetype letter, const QString& title,
                                qsizetype from, bool neighbour)
{
    if (letter == pattern.size())
        return FuzzyMatch{};
    std::optional<FuzzyMatch> best;
    int tried = 0;
    for (qsizetype i = from; i < title.size() && tried < 4; ++i) {
        if (title[i].toCaseFolded() != pattern[letter])
            continue;
        const bool start = beginsWord(title, i);
        const bool beside = neighbour && i == from;
        if (!start && !beside && tried > 0)
            continue;
        ++tried;
        auto rest = place(pattern, letter + 1, title, i + 1, true);
        if (!rest)
            break; // later places leave even less room
        rest->score += letterScore + (start ? wordStartScore : 0) + (beside ? neighbourScore : 0);
        rest->positions.prepend(static_cast<int>(i));
        if (!best || rest->score > best->score)
            best = std::move(rest);
    }
    return best;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString& pattern, const QString& title)
{
    constexpr qsizetype longest = 40;
    QString letters = pattern.toCaseFolded().left(longest);
    letters.remove(u' ');
    return place(letters, 0, title, 0, false);
}

} // namespace antiphon
