#include "tests/support/bulkproject.h"

#include "core/base/random.h"
#include "core/base/textposition.h"
#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/corpus/sourcestore.h"
#include "core/corpus/sourcewriter.h"

#include <set>
#include <tuple>

namespace antiphon::test {

namespace {

constexpr int differentWords = 4'000;
constexpr int codingsOfDialogue = 13;
constexpr TimePoint firstCoding = 1'700'000'000'000;

QStringList words()
{
    const QStringList heads{
        QStringLiteral("ba"), QStringLiteral("cle"), QStringLiteral("do"), QStringLiteral("fri"),
        QStringLiteral("gu"), QStringLiteral("ha"),  QStringLiteral("jo"), QStringLiteral("ki"),
        QStringLiteral("lu"), QStringLiteral("me"),  QStringLiteral("no"), QStringLiteral("pre"),
        QStringLiteral("ro"), QStringLiteral("sa"),  QStringLiteral("ti"), QStringLiteral("vo")};
    QStringList made;
    for (int i = 0; i < differentWords; ++i) {
        QString word;
        for (int rest = i + 16; rest > 0; rest /= 16)
            word += heads[rest % 16];
        made << word;
    }
    // What is more than one code point a character, or runs from right to left.
    made[7] = QStringLiteral("\U0001F469\U0001F3FD\u200D\U0001F3A4");
    made[19] = QStringLiteral("\u05E9\u05D9\u05E8");
    made[31] = QStringLiteral("e\u0301te\u0301");
    return made;
}

// A text of `count` words, seldom ones seldom, and where each word lies.
struct Words
{
    QString text;
    QList<TextSpan> places;
};

Words drawWords(Random& random, const QStringList& from, int count)
{
    Words drawn;
    qint64 position = 0;
    for (int i = 0; i < count; ++i) {
        const double u = random.uniform();
        const QString& word = from[static_cast<qsizetype>(u * u * u * static_cast<double>(from.size()))];
        const qint64 length = word.toUcs4().size();
        if (i > 0) {
            drawn.text += QLatin1Char(' ');
            ++position;
        }
        drawn.text += word;
        drawn.places << TextSpan{position, position + length};
        position += length;
    }
    return drawn;
}

template<typename IdType>
IdType idOf(quint64 kind, quint64 number)
{
    Random random = Random::forKey(kind, number);
    IdBytes bytes{};
    const quint64 low = random.next();
    // In the order of their making, as the ids of the program are.
    for (std::size_t i = 0; i < 8; ++i) {
        bytes[i] = static_cast<quint8>((number + 1) >> (8 * (7 - i)));
        bytes[8 + i] = static_cast<quint8>(low >> (8 * i));
    }
    bytes[0] = static_cast<quint8>(kind);
    return IdType(bytes);
}

enum IdKind : quint64 { OfDialogue = 1, OfTurn, OfCode, OfCoder, OfCoding, OfLong };

Facet facetOf(int code, int codes)
{
    return code < codes / 5       ? Facet::Intent
           : code < codes * 2 / 5 ? Facet::Action
           : code < codes * 3 / 5 ? Facet::Attribute
                                  : Facet::Free;
}

// Ten codes to a category; the first nine of intents and actions have the digits as keys.
Result<QList<Code>> addCodes(const Connection& connection, int count)
{
    QList<Code> codes;
    Code category;
    int ofFacet = 0;
    for (int i = 0; i < count; ++i) {
        Code code;
        code.facet = facetOf(i, count);
        ofFacet = codes.isEmpty() || codes.last().facet != code.facet ? 0 : ofFacet + 1;
        if (ofFacet % 10 == 0) {
            category = {};
            category.id = idOf<CodeId>(OfCode, 100'000 + static_cast<quint64>(i));
            category.facet = code.facet;
            category.name = QStringLiteral("category %1").arg(i / 10 + 1);
            category.codable = false;
            category.position = 1'000 + ofFacet;
            ANTIPHON_TRY(addCode(connection, category));
        }
        code.id = idOf<CodeId>(OfCode, static_cast<quint64>(i));
        code.parent = category.id;
        code.name = QStringLiteral("theme %1").arg(i + 1, 3, 10, QLatin1Char('0'));
        code.definition = QStringLiteral("What is said of theme %1, by whoever says it.").arg(i + 1);
        code.examples = {QStringLiteral("an example of theme %1").arg(i + 1)};
        code.colour = i % codeColours;
        code.position = ofFacet;
        if (ofFacet < 9 && (code.facet == Facet::Intent || code.facet == Facet::Action))
            code.shortcut = QString::number(ofFacet + 1);
        ANTIPHON_TRY(addCode(connection, code));
        codes << code;
    }
    return codes;
}

Result<QList<CoderId>> addCoders(const Connection& connection, int count)
{
    QList<CoderId> coders;
    ANTIPHON_TRY_ASSIGN(auto insert, connection.prepare("INSERT INTO coder (id, name) VALUES (?, ?)"));
    for (int i = 0; i < count; ++i) {
        coders << idOf<CoderId>(OfCoder, static_cast<quint64>(i));
        const QString name = i == 0   ? QStringLiteral("ada")
                             : i == 1 ? QStringLiteral("ben")
                                      : QStringLiteral("coder %1").arg(i + 1);
        ANTIPHON_TRY(insert.bind(1, coders.last()).bind(2, name).run());
    }
    return coders;
}

class CodingRows
{
public:
    static Result<CodingRows> open(const Connection& connection, const QList<Code>& codes)
    {
        ANTIPHON_TRY_ASSIGN(auto insert,
                            connection.prepare("INSERT INTO coding (id, code, coder, dialogue, turn, "
                                               "span_begin, span_end, origin, created_at) "
                                               "VALUES (?,?,?,?,?,?,?,'person',?)"));
        return CodingRows(std::move(insert), codes);
    }
    // With a code that may stand there, drawn from few common and many rare ones.
    Result<void> add(Random& random, CoderId coder, const CodingTarget& target, std::optional<Role> role)
    {
        const QList<CodeId>& fitting = !role ? m_ofDialogues : *role == Role::User ? m_ofUser : m_ofSystem;
        const double u = random.uniform();
        const CodeId code = fitting[static_cast<qsizetype>(u * u * static_cast<double>(fitting.size()))];
        const quint64 number = m_number++;
        const TextSpan span = target.span.value_or(TextSpan{-1, -1});
        return m_insert.bind(1, idOf<CodingId>(OfCoding, number))
            .bind(2, code)
            .bind(3, coder)
            .bind(4, target.dialogue)
            .bind(5, target.turn)
            .bind(6, span.begin)
            .bind(7, span.end)
            .bind(8, firstCoding + static_cast<qint64>(number) * 1'000)
            .run();
    }
    void startAt(quint64 number) { m_number = number; }

private:
    CodingRows(Statement insert, const QList<Code>& codes) : m_insert(std::move(insert))
    {
        for (const Code& code : codes) {
            if (mayCode(code.facet, Role::User))
                m_ofUser << code.id;
            if (mayCode(code.facet, Role::System))
                m_ofSystem << code.id;
            if (code.facet == Facet::Free)
                m_ofDialogues << code.id;
        }
    }
    Statement m_insert;
    QList<CodeId> m_ofUser;
    QList<CodeId> m_ofSystem;
    QList<CodeId> m_ofDialogues;
    quint64 m_number = 0;
};

struct Drawn
{
    Dialogue dialogue;
    QList<QList<TextSpan>> words; // of each turn
};

Drawn drawDialogue(const QStringList& vocabulary, int number, int turns)
{
    Random random = Random::forKey(OfDialogue, static_cast<quint64>(number));
    Drawn drawn;
    drawn.dialogue.id = idOf<DialogueId>(OfDialogue, static_cast<quint64>(number));
    drawn.dialogue.externalId = QStringLiteral("d%1").arg(number, 6, 10, QLatin1Char('0'));
    for (int i = 0; i < turns; ++i) {
        const Words words = drawWords(random, vocabulary, 6 + static_cast<int>(random.below(18)));
        Turn turn;
        turn.id = idOf<TurnId>(OfTurn, static_cast<quint64>(number) * 4'096 + static_cast<quint64>(i));
        turn.role = i % 2 == 0 ? Role::User : Role::System;
        turn.text = words.text;
        drawn.dialogue.turns << turn;
        drawn.words << words.places;
    }
    return drawn;
}

TextSpan drawSpan(Random& random, const QList<TextSpan>& words)
{
    const auto first = static_cast<qsizetype>(random.below(static_cast<quint64>(words.size())));
    const qsizetype last = std::min(words.size() - 1, first + static_cast<qsizetype>(random.below(4)));
    return {words[first].begin, words[last].end};
}

// One coder's codings of a dialogue, at most `limit`; how many there are.
Result<int> codeDialogue(CodingRows& rows, Random& random, CoderId coder, const Drawn& drawn, int limit)
{
    const Dialogue& dialogue = drawn.dialogue;
    const int count = std::min(limit, codingsOfDialogue);
    for (int i = 0; i < count; ++i) {
        CodingTarget target;
        target.dialogue = dialogue.id;
        std::optional<Role> role;
        if (i < dialogue.turns.size() && i < codingsOfDialogue - 1) {
            target.turn = dialogue.turns[i].id;
            role = dialogue.turns[i].role;
            if (i % 3 == 2)
                target.span = drawSpan(random, drawn.words[i]);
        }
        ANTIPHON_TRY(rows.add(random, coder, target, role));
        if (!target.turn)
            return i + 1;
    }
    return count;
}

Result<void> publish(const Connection& connection, SourceWriter& writer)
{
    ANTIPHON_TRY_ASSIGN(const Source finished, writer.finish());
    return EditHistory(connection)
        .record(Actor{QStringLiteral("bulk")}, QStringLiteral("Import %1").arg(finished.name),
                [&] { return publishSource(connection, finished); });
}

Result<SourceWriter> beginSource(const Connection& connection, const QString& name)
{
    Source source;
    source.name = name;
    source.format = QStringLiteral("chat");
    return SourceWriter::begin(connection, source);
}

} // namespace

Result<void> fillBulkProject(const Connection& connection, const BulkSize& size)
{
    const QStringList vocabulary = words();
    ANTIPHON_TRY_ASSIGN(SourceWriter writer, beginSource(connection, QStringLiteral("talks")));
    for (int i = 0; i < size.dialogues; ++i)
        ANTIPHON_TRY(writer.add(drawDialogue(vocabulary, i, size.turns).dialogue, i));
    ANTIPHON_TRY(publish(connection, writer));

    ANTIPHON_TRY_ASSIGN(auto transaction, Transaction::begin(connection));
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, addCodes(connection, size.codes));
    ANTIPHON_TRY_ASSIGN(const QList<CoderId> coders, addCoders(connection, size.coders));
    ANTIPHON_TRY_ASSIGN(CodingRows rows, CodingRows::open(connection, codes));
    QList<int> left(coders.size(), size.codings / size.coders);
    for (int i = 0; i < size.dialogues; ++i) {
        if (std::all_of(left.cbegin(), left.cend(), [](int count) { return count == 0; }))
            break;
        const Drawn drawn = drawDialogue(vocabulary, i, size.turns);
        Random random = Random::forKey(OfCoding, static_cast<quint64>(i));
        for (qsizetype who = 0; who < coders.size(); ++who) {
            ANTIPHON_TRY_ASSIGN(const int given, codeDialogue(rows, random, coders[who], drawn, left[who]));
            left[who] -= given;
        }
    }
    ANTIPHON_TRY(transaction.commit());
    return connection.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

Result<void> addLongDialogue(const Connection& connection, int characters, int turns, int codings)
{
    const QStringList vocabulary = words();
    Random random(OfLong);
    Drawn drawn;
    drawn.dialogue.id = idOf<DialogueId>(OfLong, 0);
    drawn.dialogue.externalId = QStringLiteral("long");
    for (int i = 0; i < turns; ++i) {
        constexpr int charactersOfWord = 7; // with its space
        const Words words = drawWords(random, vocabulary, std::max(1, characters / turns / charactersOfWord));
        Turn turn;
        turn.id = idOf<TurnId>(OfLong, static_cast<quint64>(i) + 1);
        turn.role = i % 2 == 0 ? Role::User : Role::System;
        turn.text = words.text;
        drawn.dialogue.turns << turn;
        drawn.words << words.places;
    }
    ANTIPHON_TRY_ASSIGN(SourceWriter writer, beginSource(connection, QStringLiteral("long")));
    ANTIPHON_TRY(writer.add(drawn.dialogue, 0));
    ANTIPHON_TRY(publish(connection, writer));

    ANTIPHON_TRY_ASSIGN(auto transaction, Transaction::begin(connection));
    ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(connection, QStringLiteral("ada")));
    ANTIPHON_TRY_ASSIGN(const QList<Code> all, readCodes(connection));
    QList<Code> codes;
    std::copy_if(all.begin(), all.end(), std::back_inserter(codes),
                 [](const Code& code) { return code.codable; });
    ANTIPHON_TRY_ASSIGN(CodingRows rows, CodingRows::open(connection, codes));
    rows.startAt(quint64(1) << 40);
    std::set<std::tuple<int, qint64, qint64>> used; // one code at most on the same words
    while (static_cast<int>(used.size()) < codings) {
        const int at = static_cast<int>(random.below(static_cast<quint64>(turns)));
        const TextSpan span = drawSpan(random, drawn.words[at]);
        const Turn& turn = drawn.dialogue.turns[at];
        if (!used.insert({at, span.begin, span.end}).second)
            continue;
        ANTIPHON_TRY(rows.add(random, coder.id, {drawn.dialogue.id, turn.id, span}, turn.role));
    }
    return transaction.commit();
}

} // namespace antiphon::test
