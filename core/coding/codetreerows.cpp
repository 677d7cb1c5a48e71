#include "core/coding/codetreerows.h"

#include <QRegularExpression>
#include <QSet>

#include <numeric>

namespace antiphon {

namespace {

constexpr int noFit = 99;

CodeFit fitOfWord(const Code& code, const QString& word, bool& fits)
{
    fits = true;
    const qsizetype at = code.name.indexOf(word, 0, Qt::CaseInsensitive);
    if (at == 0)
        return CodeFit::NameBegins;
    for (qsizetype found = at; found > 0; found = code.name.indexOf(word, found + 1, Qt::CaseInsensitive)) {
        if (!code.name[found - 1].isLetterOrNumber())
            return CodeFit::WordBegins;
    }
    if (at > 0)
        return CodeFit::NameHolds;
    for (const QString* text : {&code.definition, &code.includes, &code.excludes}) {
        if (text->contains(word, Qt::CaseInsensitive))
            return CodeFit::DefinitionHolds;
    }
    fits = std::any_of(code.examples.begin(), code.examples.end(),
                       [&](const QString& example) { return example.contains(word, Qt::CaseInsensitive); });
    return CodeFit::ExampleHolds;
}

// Builds the rows of one question.
class RowBuilder
{
public:
    RowBuilder(const Codebook& codebook, const QString& typed)
        : m_codebook(&codebook), m_words(wordsTyped(typed))
    {
        for (const Code& code : codebook.codes) {
            m_fits.insert(code.id, fitOf(code, m_words));
            m_facets.insert(code.id, code.facet);
        }
    }

    CodeTreeRows build()
    {
        m_inside = nodesByParent();
        for (const Facet facet : allFacets) {
            QList<CodeNode> tops = m_inside.value({});
            tops.removeIf([&](const CodeNode& node) { return m_facets.value(node.code) != facet; });
            if (!tops.isEmpty())
                m_tops.append({facet, tops});
        }
        std::stable_sort(m_tops.begin(), m_tops.end(), [this](const Top& left, const Top& right) {
            return bestOf(left.second) < bestOf(right.second);
        });
        for (const auto& [facet, nodes] : m_tops) {
            if (bestOf(nodes) == noFit)
                continue;
            CodeTreeRow heading{facet};
            heading.place = static_cast<int>(m_rows.tops.size());
            m_rows.tops << static_cast<int>(m_rows.rows.size());
            m_rows.rows << heading;
            add(nodes, m_rows.tops.last());
        }
        findBest();
        return m_rows;
    }

private:
    using Top = std::pair<Facet, QList<CodeNode>>;

    QHash<CodeId, QList<CodeNode>> nodesByParent() const
    {
        QHash<CodeId, CodeId> parents;
        QHash<CodeReferenceId, CodeId> second;
        for (const Code& code : m_codebook->codes)
            parents.insert(code.id, code.parent);
        for (const CodeReference& reference : m_codebook->references)
            second.insert(reference.id, reference.parent);
        QHash<CodeId, QList<CodeNode>> inside;
        for (const CodeNode& node : nodesInOrder(*m_codebook)) {
            const CodeId parent =
                node.reference.isNull() ? parents.value(node.code) : second.value(node.reference);
            inside[parents.contains(parent) ? parent : CodeId()] << node;
        }
        return inside;
    }

    // The best fit in a node: 0 is the best there is.
    int bestOf(const CodeNode& node)
    {
        if (m_words.isEmpty())
            return 0;
        const auto fit = m_fits.value(node.code);
        int best = fit ? static_cast<int>(*fit) : noFit;
        if (!node.reference.isNull())
            return best;
        if (const auto known = m_best.constFind(node.code); known != m_best.constEnd())
            return *known;
        for (const CodeNode& child : m_inside.value(node.code))
            best = std::min(best, bestOf(child));
        m_best.insert(node.code, best);
        return best;
    }
    int bestOf(const QList<CodeNode>& nodes)
    {
        int best = noFit;
        for (const CodeNode& node : nodes)
            best = std::min(best, bestOf(node));
        return best;
    }

    void add(QList<CodeNode> nodes, int parent)
    {
        if (!m_words.isEmpty()) {
            nodes.removeIf([this](const CodeNode& node) { return bestOf(node) == noFit; });
            std::stable_sort(nodes.begin(), nodes.end(), [this](const CodeNode& left, const CodeNode& right) {
                return bestOf(left) < bestOf(right);
            });
        }
        for (const CodeNode& node : nodes) {
            const int row = static_cast<int>(m_rows.rows.size());
            CodeTreeRow value{m_rows.rows[parent].facet, node, parent};
            value.place = static_cast<int>(m_rows.rows[parent].children.size());
            value.depth = m_rows.rows[parent].depth + 1;
            value.fit = m_fits.value(node.code);
            m_rows.rows[parent].children << row;
            m_rows.rows << value;
            if (node.reference.isNull())
                add(m_inside.value(node.code), row);
        }
    }

    void findBest()
    {
        QSet<CodeId> found;
        for (int row = 0; row < m_rows.rows.size(); ++row) {
            const CodeTreeRow& value = m_rows.rows[row];
            if (value.node.code.isNull() || !value.fit)
                continue;
            found.insert(value.node.code);
            if (m_rows.best < 0 || *value.fit < *m_rows.rows[m_rows.best].fit)
                m_rows.best = row;
        }
        m_rows.found = static_cast<int>(found.size());
    }

    const Codebook* m_codebook;
    QStringList m_words;
    QHash<CodeId, std::optional<CodeFit>> m_fits;
    QHash<CodeId, Facet> m_facets;
    QHash<CodeId, int> m_best;
    QHash<CodeId, QList<CodeNode>> m_inside;
    QList<Top> m_tops;
    CodeTreeRows m_rows;
};

// The words of a name, in lower case, without a plural's s, sorted.
QStringList plainWords(const QString& name)
{
    static const QRegularExpression gap(QStringLiteral("[^\\p{L}\\p{N}]+"));
    QStringList words = name.toLower().split(gap, Qt::SkipEmptyParts);
    for (QString& word : words) {
        if (word.size() > 3 && word.endsWith(u's'))
            word.chop(1);
    }
    words.sort();
    return words;
}

// The least number of letters put in, left out or changed (Levenshtein 1966).
qsizetype lettersApart(const QString& left, const QString& right)
{
    std::vector<qsizetype> row(static_cast<std::size_t>(right.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= left.size(); ++i) {
        qsizetype corner = std::exchange(row[0], i);
        for (qsizetype j = 1; j <= right.size(); ++j) {
            const auto at = static_cast<std::size_t>(j);
            const qsizetype change = corner + (left[i - 1] == right[j - 1] ? 0 : 1);
            corner = std::exchange(row[at], std::min({change, row[at] + 1, row[at - 1] + 1}));
        }
    }
    return row.back();
}

// 0: the same words; larger is less alike; nothing where they are not alike.
std::optional<double> distanceOf(const QStringList& left, const QStringList& right)
{
    if (left.isEmpty() || right.isEmpty())
        return std::nullopt;
    if (left == right)
        return 0;
    const QSet<QString> some(left.begin(), left.end());
    const QSet<QString> others(right.begin(), right.end());
    if (some.contains(others) || others.contains(some))
        return 0.2 + 0.1 * static_cast<double>(std::abs(some.size() - others.size()));
    const QString one = left.join(u' ');
    const QString two = right.join(u' ');
    const auto longer = static_cast<double>(std::max(one.size(), two.size()));
    const double apart = static_cast<double>(lettersApart(one, two)) / longer;
    return apart <= 0.25 ? std::optional(apart) : std::nullopt;
}

} // namespace

QStringList wordsTyped(const QString& typed)
{
    return typed.simplified().split(u' ', Qt::SkipEmptyParts);
}

std::optional<CodeFit> fitOf(const Code& code, const QStringList& words)
{
    auto worst = CodeFit::NameBegins;
    for (const QString& word : words) {
        bool fits = false;
        worst = std::max(worst, fitOfWord(code, word, fits));
        if (!fits)
            return std::nullopt;
    }
    return worst;
}

CodeTreeRows treeRows(const Codebook& codebook, const QString& typed)
{
    return RowBuilder(codebook, typed).build();
}

QList<Code> similarCodes(const QList<Code>& codes, const QString& name, int limit)
{
    const QStringList words = plainWords(name);
    QList<std::pair<double, Code>> alike;
    for (const Code& code : codes) {
        if (code.name == name)
            continue;
        if (const auto distance = distanceOf(words, plainWords(code.name)))
            alike.append({*distance, code});
    }
    std::stable_sort(alike.begin(), alike.end(),
                     [](const auto& left, const auto& right) { return left.first < right.first; });
    QList<Code> similar;
    for (const auto& [distance, code] : alike.mid(0, limit))
        similar << code;
    return similar;
}

} // namespace antiphon
