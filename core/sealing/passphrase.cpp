#include "core/sealing/passphrase.h"

#include <QSet>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace antiphon {

namespace {

constexpr double bitsOfWord = 11.0;
constexpr double bitsOfRepeated = 1.0;
constexpr double guessesPerSecond = 1000.0;

double poolOf(QStringView text)
{
    double pool = 0.0;
    const auto has = [&](auto kind) { return std::any_of(text.begin(), text.end(), kind); };
    if (has([](QChar c) { return c.isLower(); }))
        pool += 26.0;
    if (has([](QChar c) { return c.isUpper(); }))
        pool += 26.0;
    if (has([](QChar c) { return c.isDigit(); }))
        pool += 10.0;
    if (has([](QChar c) { return !c.isLetterOrNumber(); }))
        pool += 32.0;
    return std::max(pool, 2.0);
}

double bitsOfSigns(QStringView text)
{
    const double each = std::log2(poolOf(text));
    double bits = 0.0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int step = i == 0 ? 100 : text[i].unicode() - text[i - 1].unicode();
        bits += std::abs(step) <= 1 ? bitsOfRepeated : each;
    }
    return bits;
}

double bitsOf(const QString& passphrase)
{
    double bits = 0.0;
    QSet<QString> seen;
    const QStringList parts = passphrase.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        if (seen.contains(part.toLower()))
            continue;
        seen.insert(part.toLower());
        const bool isWord = std::all_of(part.cbegin(), part.cend(), [](QChar c) { return c.isLetter(); });
        const double signs = bitsOfSigns(part);
        bits += isWord ? std::min(bitsOfWord, signs) : signs;
    }
    return bits;
}

QString durationText(double seconds)
{
    const std::pair<double, const char*> units[] = {
        {60.0, "minutes"}, {3600.0, "hours"}, {86'400.0, "days"}, {31'557'600.0, "years"}};
    if (seconds < 60.0)
        return QStringLiteral("less than a minute");
    auto unit = std::begin(units);
    while (unit + 1 != std::end(units) && seconds >= 2.0 * (unit + 1)->first)
        ++unit;
    const double count = seconds / unit->first;
    if (count >= 1e6)
        return QStringLiteral("more than a million years");
    return QStringLiteral("about %L1 %2").arg(std::round(count), 0, 'f', 0).arg(QLatin1String(unit->second));
}

} // namespace

PassphraseWorth worthOf(const QString& passphrase)
{
    PassphraseWorth worth;
    worth.bits = bitsOf(passphrase);
    if (passphrase.size() < shortestPassphrase) {
        worth.sentence =
            QStringLiteral("Too short: a key is sealed with %1 signs or more.").arg(shortestPassphrase);
        return worth;
    }
    worth.strength = worth.bits < 35.0   ? Strength::Weak
                     : worth.bits < 50.0 ? Strength::Fair
                                         : Strength::Strong;
    const QString word = worth.strength == Strength::Weak   ? QStringLiteral("Weak")
                         : worth.strength == Strength::Fair ? QStringLiteral("Fair")
                                                            : QStringLiteral("Strong");
    worth.sentence = QStringLiteral("%1: guessing it takes %2 at 1,000 guesses a second, if nothing of it is "
                                    "known and it was not used elsewhere.")
                         .arg(word, durationText(std::exp2(worth.bits - 1.0) / guessesPerSecond));
    return worth;
}

} // namespace antiphon
