#include "core/base/random.h"
#include "core/coding/codemergestore.h"
#include "core/coding/codestore.h"
#include "core/coding/codetreestore.h"
#include "core/coding/codingstore.h"
#include "tests/core/coding/codingproject.h"

#include <QSet>

using namespace antiphon;
using test::named;

namespace {

// 10,000 random edits of a random tree with codings, held against what must hold after each.
class TreeEdits : public test::CodingProject
{
protected:
    TreeEdits()
    {
        for (int i = 0; i < 12; ++i)
            addRandomCode();
    }
    Codebook book() const { return readCodebook(db()).value(); }
    CodeId anyCode()
    {
        return m_codes.codes[static_cast<qsizetype>(m_random.below(m_codes.codes.size()))].id;
    }
    CodeNode anyNode()
    {
        const qsizetype all = m_codes.codes.size() + m_codes.references.size();
        const auto at = static_cast<qsizetype>(m_random.below(static_cast<quint64>(all)));
        if (at < m_codes.codes.size())
            return {m_codes.codes[at].id, {}};
        const CodeReference& reference = m_codes.references[at - m_codes.codes.size()];
        return {reference.code, reference.id};
    }
    CodePlace anyPlace()
    {
        const auto facet = allFacets[m_random.below(4)];
        return {facet, m_random.chance(0.7) ? anyCode() : CodeId(), static_cast<int>(m_random.below(6)) - 1};
    }
    void addRandomCode()
    {
        m_codes = book();
        const Code code = named(Facet::Free, QStringLiteral("code %1").arg(m_number++));
        const auto added = addCodeAt(db(), code, m_codes.codes.isEmpty() ? CodePlace() : anyPlace());
        if (!added)
            ADD_FAILURE() << errorSentence(added.error()).toStdString();
        m_codes = book();
    }
    QHash<CodeId, qint64> counts() const
    {
        QHash<CodeId, qint64> counted;
        auto select = db().prepare("SELECT code, count(*) FROM coding GROUP BY code").value();
        while (select.step().value())
            counted.insert(select.id<CodeId>(0), select.integer(1));
        return counted;
    }
    void expectSound(int step) const
    {
        QSet<CodeId> ids;
        for (const Code& code : m_codes.codes)
            ids.insert(code.id);
        QSet<CodeId> reached;
        for (const CodeNode& node : nodesInOrder(m_codes)) {
            if (node.reference.isNull())
                reached.insert(node.code);
        }
        ASSERT_EQ(reached, ids) << "orphan or cycle after step " << step;
        for (const Code& code : m_codes.codes) {
            ASSERT_TRUE(code.parent.isNull() || ids.contains(code.parent));
            if (!code.parent.isNull()) {
                ASSERT_EQ(code.facet, codeIn(m_codes.codes, code.parent)->facet);
                ASSERT_FALSE(isWithin(m_codes, code.parent, code.id)) << "cycle after step " << step;
            }
        }
        for (const CodeReference& reference : m_codes.references) {
            ASSERT_TRUE(ids.contains(reference.code) && ids.contains(reference.parent));
            ASSERT_FALSE(isWithin(m_codes, reference.parent, reference.code));
        }
    }
    // Positions of what lies in `parent` are 0, 1, 2 ...
    bool isDense(Facet facet, CodeId parent) const
    {
        QSet<int> positions;
        const QList<CodeNode> nodes = nodesIn(m_codes, facet, parent);
        for (const CodeNode& node : nodes) {
            if (node.reference.isNull())
                positions.insert(codeIn(m_codes.codes, node.code)->position);
            for (const CodeReference& reference : m_codes.references) {
                if (reference.id == node.reference)
                    positions.insert(reference.position);
            }
        }
        return positions.size() == nodes.size() &&
               (nodes.isEmpty() || *std::max_element(positions.begin(), positions.end()) == nodes.size() - 1);
    }
    void putRandomCoding()
    {
        const Code& code = m_codes.codes[static_cast<qsizetype>(m_random.below(m_codes.codes.size()))];
        const TurnPlace at = place(QStringLiteral("a"), static_cast<int>(m_random.below(6)));
        if (!code.codable || !mayCode(code.facet, at.role))
            return;
        Coding coding{{}, code.id, m_coder, {at.dialogue, at.turn, {}}, {}, 0};
        if (m_random.chance(0.5))
            coding.target.span = TextSpan{static_cast<qint64>(m_random.below(4)), 5};
        EXPECT_OK(addCoding(db(), coding));
    }
    // One random edit; true when it is one that may change the numbers of codings.
    bool editAtRandom(QSet<CodeId>& mayChange)
    {
        const auto swallow = [](const auto& result) { Q_UNUSED(result) };
        switch (m_random.below(10)) {
        case 0:
            if (m_codes.codes.size() < 60)
                addRandomCode();
            return true;
        case 1:
            swallow(addCodeReferences(db(), {anyCode()}, anyPlace()));
            return true;
        case 2:
            if (!m_codes.references.isEmpty())
                swallow(removeCodeReference(db(), m_codes.references.first().id));
            return true;
        case 3:
            swallow(colourCodes(db(), {anyCode()}, static_cast<int>(m_random.below(codeColours))));
            return true;
        case 4: {
            const CodeId from = anyCode();
            const CodeId to = anyCode();
            mayChange = {from, to};
            return mergeCodes(db(), {from}, to, m_random.chance(0.5) ? SpanMerge::Join : SpanMerge::KeepApart)
                .has_value();
        }
        case 5: {
            const CodeId code = anyCode();
            mayChange = {code};
            if (m_codes.codes.size() < 20)
                return false;
            return deleteCodes(db(), {code}, CodesBelow::Keep).has_value();
        }
        case 6: {
            const CodeId from = anyCode();
            const auto codings = codingsOfCodes(db(), {from}).value();
            if (codings.isEmpty())
                return false;
            const Code part = named(Facet::Free, QStringLiteral("part %1").arg(m_number++));
            mayChange = {from, part.id};
            Code isNew = part;
            isNew.id = {};
            const auto split = splitCode(db(), from, {{isNew, {codings.first().id}}});
            EXPECT_OK(split);
            m_codes = book();
            for (const Code& code : m_codes.codes) {
                if (code.name == part.name)
                    mayChange.insert(code.id);
            }
            return split.has_value();
        }
        default: {
            QList<CodeNode> nodes{anyNode()};
            if (m_random.chance(0.4))
                nodes << anyNode() << anyNode();
            return moveCodes(db(), nodes, anyPlace()).has_value();
        }
        }
    }
    // One edit that leaves no trace when it fails.
    bool tryEdit(QSet<CodeId>& mayChange)
    {
        EXPECT_OK(db().execute("SAVEPOINT step"));
        const bool edited = editAtRandom(mayChange);
        EXPECT_OK(db().execute(edited ? "RELEASE step" : "ROLLBACK TO step; RELEASE step"));
        m_codes = book();
        return edited;
    }
    void stepSoundly(int step)
    {
        const auto before = counts();
        QSet<CodeId> mayChange;
        const bool edited = tryEdit(mayChange);
        ASSERT_NO_FATAL_FAILURE(expectSound(step));
        const auto after = counts();
        for (const Code& code : m_codes.codes) {
            if (!edited || !mayChange.contains(code.id)) {
                ASSERT_EQ(after.value(code.id), before.value(code.id)) << "step " << step;
            }
        }
        if (step % 7 == 0)
            putRandomCoding();
        m_edits += edited ? 1 : 0;
    }
    // Ten steps to an edit of the history, which is flushed to disk.
    void run(int steps)
    {
        for (int step = 0; step < steps; step += 10) {
            ASSERT_OK(edit(QStringLiteral("Edit"), [&]() -> Result<void> {
                for (int i = step; i < step + 10 && !HasFatalFailure(); ++i)
                    stepSoundly(i);
                return {};
            }));
            ASSERT_FALSE(HasFatalFailure());
        }
    }
    Random m_random{20};
    Codebook m_codes;
    CoderId m_coder;
    int m_number = 0;
    int m_edits = 0;
};

} // namespace

TEST_F(TreeEdits, TenThousandKeepTheTreeSoundAndUndoAll)
{
    ASSERT_OK(edit(QStringLiteral("Coder"), [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(db(), QStringLiteral("ada")));
        m_coder = coder.id;
        // From here on every family of siblings is dense.
        const Codebook before = book();
        for (const Facet facet : allFacets) {
            const QList<CodeNode> tops = nodesIn(before, facet, {});
            if (!tops.isEmpty())
                ANTIPHON_TRY(moveCodes(db(), {tops.first()}, {facet, {}, 0}));
        }
        for (const Code& code : before.codes) {
            const QList<CodeNode> inside = nodesIn(before, code.facet, code.id);
            if (!inside.isEmpty())
                ANTIPHON_TRY(moveCodes(db(), {inside.first()}, {code.facet, code.id, 0}));
        }
        return {};
    }));
    m_codes = book();
    EditHistory history(db());
    const qint64 first = history.state()->undoSequence;
    const QString start = test::dumpOfRecordedTables(db());
    run(10'000);
    for (const Facet facet : allFacets)
        EXPECT_TRUE(isDense(facet, {}));
    for (const Code& code : m_codes.codes)
        EXPECT_TRUE(isDense(code.facet, code.id)) << code.name.toStdString();
    const QString end = test::dumpOfRecordedTables(db());
    EXPECT_GT(m_edits, 5000);
    while (history.state()->undoSequence > first)
        ASSERT_OK(history.undo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), start);
    while (history.state()->redoSequence > 0)
        ASSERT_OK(history.redo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), end);
}
