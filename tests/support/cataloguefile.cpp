#include "tests/support/cataloguefile.h"

#include "core/base/random.h"

#include <QFile>

#include <algorithm>
#include <string>

namespace antiphon::test {

namespace {

constexpr int artists = 60'000;
constexpr qsizetype bytesInAWrite = 4 * 1024 * 1024;

// Draws ranks from 0 whose shares fall as 1 / (rank + 1).
class Zipf
{
public:
    explicit Zipf(int count)
    {
        double sum = 0;
        for (int rank = 0; rank < count; ++rank)
            m_sums.push_back(sum += 1.0 / (rank + 1));
    }
    int draw(Random& random) const
    {
        const double at = random.uniform() * m_sums.back();
        const auto place = std::upper_bound(m_sums.begin(), m_sums.end() - 1, at);
        return static_cast<int>(place - m_sums.begin());
    }

private:
    std::vector<double> m_sums;
};

std::string wordOf(quint64 number)
{
    constexpr const char* syllables[] = {"la",  "mo",  "ri", "su",  "ne",  "ta", "vel", "kor",
                                         "dan", "ish", "ou", "pra", "lin", "ge", "bo",  "zé"};
    std::string word;
    for (int i = 0; i < 2 || (number > 0 && i < 4); ++i, number /= 16)
        word += syllables[number % 16];
    return word;
}

std::string nameOf(Random& random, int words)
{
    std::string name;
    for (int i = 0; i < words; ++i) {
        if (i > 0)
            name += ' ';
        name += wordOf(random.below(4096));
    }
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name;
}

// Ids as they are: of one length, in no order.
std::string idOf(qint64 track)
{
    const quint64 mixed = (static_cast<quint64>(track) * 0x9E3779B97F4A7C15ULL) & 0xFFFFFFFFFFULL;
    return "TR" + QByteArray::number(mixed, 16).rightJustified(10, '0').toUpper().toStdString();
}

void appendLabels(std::string& row, Random& random, const LabelColumn& column, const Zipf& zipf)
{
    const int count =
        column.atLeast +
        static_cast<int>(random.below(static_cast<quint64>(column.atMost - column.atLeast + 1)));
    std::vector<int> drawn;
    while (static_cast<int>(drawn.size()) < count) {
        const int value = zipf.draw(random);
        if (std::find(drawn.begin(), drawn.end(), value) == drawn.end())
            drawn.push_back(value);
    }
    row += '\t';
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        if (i > 0)
            row += '|';
        row += column.type;
        row += ' ' + std::to_string(drawn[i] + 1);
    }
}

struct Shares
{
    Zipf artist{artists};
    std::vector<Zipf> labels;
};

void appendTrack(std::string& row, Random& random, const Shares& shares, qint64 track)
{
    row += idOf(track);
    row += '\t' + nameOf(random, 1 + static_cast<int>(random.below(4)));
    const auto artist = static_cast<quint64>(shares.artist.draw(random));
    Random ofArtist = Random::forKey(7, artist);
    row += '\t' + nameOf(ofArtist, 2) + '\t';
    Random ofAlbum = Random::forKey(artist, random.below(8));
    row += nameOf(ofAlbum, 2);
    row += '\t' + std::to_string(1955 + random.below(70)) + '\t';
    row += std::to_string(60 + random.below(120)) + '.' + std::to_string(random.below(1000));
    for (std::size_t i = 0; i < shares.labels.size(); ++i)
        appendLabels(row, random, labelColumns[i], shares.labels[i]);
    row += '\n';
}

} // namespace

Result<void> writeCatalogueFile(const QString& path, const CatalogueFileSize& size)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorCode::PermissionDenied, path, file.errorString());
    Shares shares;
    std::string rows = "id\ttitle\tartist\talbum\tyear\ttempo";
    for (const LabelColumn& column : labelColumns) {
        shares.labels.emplace_back(column.values);
        rows += '\t';
        rows += column.type;
    }
    rows += '\n';
    for (qint64 track = 0; track <= size.tracks; ++track) {
        if (static_cast<qsizetype>(rows.size()) > bytesInAWrite || track == size.tracks) {
            if (file.write(rows.data(), static_cast<qint64>(rows.size())) < 0)
                return fail(ErrorCode::WriteFailed, path, file.errorString());
            rows.clear();
        }
        Random random = Random::forKey(size.seed, static_cast<quint64>(track));
        if (track < size.tracks)
            appendTrack(rows, random, shares, track);
    }
    return {};
}

QByteArray catalogueFileMap()
{
    QByteArray map = R"({"id": "id", "title": "title", "artist": "artist", "album": "album", "attributes": {
  "year": {"column": "year", "type": "number"},
  "tempo": {"column": "tempo", "type": "number", "bins": [["slow", null, 90], ["medium", 90, 120], ["fast", 120, null]]})";
    for (const LabelColumn& column : labelColumns)
        map += QByteArrayLiteral(",\n  \"") + column.type + R"(": {"column": ")" + column.type +
               R"(", "split": "|"})";
    return map + "}}\n";
}

} // namespace antiphon::test
