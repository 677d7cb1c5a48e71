#include "core/rating/scripted.h"

#include "core/base/csvfile.h"
#include "core/base/random.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace antiphon {

namespace {

// A number that only the words of a dialogue settle.
quint64 keyOf(const QList<PacketTurn>& turns, const Question& question)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(question.criterion.toUtf8());
    if (question.part != 0)
        hash.addData(QByteArray::number(question.part));
    for (const PacketTurn& turn : turns)
        hash.addData(turn.text.toUtf8());
    const QByteArray digest = hash.result();
    quint64 key = 0;
    for (int i = 0; i < 8; ++i)
        key = (key << 8) | static_cast<quint8>(digest[i]);
    return key;
}

// Roughly normal with mean 0 and deviation 1: the sum of twelve uniform numbers.
double bell(Random& random)
{
    double sum = -6.0;
    for (int i = 0; i < 12; ++i)
        sum += random.uniform();
    return sum;
}

// How good a dialogue seems to a rater: the words' own share, and the rater's.
double liking(const QList<PacketTurn>& turns, const Question& question, quint64 seed)
{
    const quint64 key = keyOf(turns, question);
    Random common(key);
    Random own = Random::forKey(seed, key);
    const double shared = 0.8 * bell(common);
    return shared + 0.6 * bell(own);
}

int scaleValue(double liking, int points)
{
    return static_cast<int>(qBound(1L, std::lround(0.7 * points + liking), static_cast<long>(points)));
}

// Which dialogue pleases best, or worst; from 1.
int placeOf(const std::vector<double>& likings, bool worst)
{
    const auto place = worst ? std::min_element(likings.begin(), likings.end())
                             : std::max_element(likings.begin(), likings.end());
    return static_cast<int>(place - likings.begin()) + 1;
}

int valueFor(const RaterPass& pass, quint64 seed)
{
    const PacketItem& item = pass.item();
    const Question& asked = pass.question();
    if (item.kind == QuestionKind::Dialogue)
        return scaleValue(liking(item.dialogues.constFirst(), asked, seed), pass.packet().points);
    std::vector<double> likings;
    for (const QList<PacketTurn>& turns : item.dialogues)
        likings.push_back(liking(turns, {asked.criterion, 0}, seed));
    if (item.kind == QuestionKind::Pair && std::abs(likings[0] - likings[1]) < 0.3)
        return static_cast<int>(PairAnswer::NoDifference);
    return placeOf(likings, asked.part == 2);
}

Result<AnswerScript> scriptOfJson(const QByteArray& bytes, const QString& path)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isArray())
        return fail(ErrorCode::WrongFormat, path, QStringLiteral("a list of lists of values is needed"));
    AnswerScript script;
    for (const QJsonArray rows = document.array(); const QJsonValue& row : rows) {
        QList<int> values;
        for (const QJsonArray array = row.toArray(); const QJsonValue& value : array)
            values << value.toInt();
        script << values;
    }
    return script;
}

Result<AnswerScript> scriptOfCsv(const QString& path, const Packet& packet)
{
    ANTIPHON_TRY_ASSIGN(CsvReader reader, CsvReader::open(path));
    AnswerScript script;
    QList<qsizetype> columns;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const auto row, reader.next());
        if (!row)
            return script;
        if (columns.isEmpty()) {
            for (const Criterion& criterion : packet.criteria) {
                columns << row->fields.indexOf(criterion.key);
                if (columns.last() < 0)
                    return fail(Error{ErrorCode::MissingColumn, path, row->line, criterion.key});
            }
            continue;
        }
        QList<int> values;
        for (const qsizetype column : columns)
            values << row->fields.value(column).trimmed().toInt();
        script << values;
    }
}

} // namespace

namespace {

// Practice is read as a person would, to go on.
Result<void> readFeedback(RaterPass& pass, TimePoint at)
{
    return pass.awaitsReading() ? pass.acknowledge(at) : Result<void>();
}

} // namespace

Result<qint64> answerBySeed(RaterPass& pass, quint64 seed, TimePoint at, qint64 limit)
{
    qint64 given = 0;
    while (!pass.isDone() && given < limit) {
        ANTIPHON_TRY(readFeedback(pass, at));
        ANTIPHON_TRY(pass.answer(valueFor(pass, seed), at, 0));
        ++given;
    }
    return given;
}

Result<AnswerScript> readScript(const QString& path, const Packet& packet)
{
    if (path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive))
        return scriptOfCsv(path, packet);
    ANTIPHON_TRY_ASSIGN(const QByteArray bytes, readWholeFile(path));
    return scriptOfJson(bytes, path);
}

Result<qint64> answerByScript(RaterPass& pass, const AnswerScript& script, TimePoint at, qint64 limit)
{
    qint64 given = 0;
    while (!pass.isDone() && given < limit) {
        ANTIPHON_TRY(readFeedback(pass, at));
        const QList<int> values = script.value(pass.itemNumber() - 1);
        const int value = values.value(pass.questionIndex());
        if (value == 0)
            break; // the script ends here
        ANTIPHON_TRY(pass.answer(value, at, 0));
        ++given;
    }
    return given;
}

} // namespace antiphon
