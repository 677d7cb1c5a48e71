#include "core/coding/textvectors.h"

#include <algorithm>
#include <cmath>

namespace antiphon {

namespace {

using Terms = std::span<const TextVectors::Term>;

double dot(Terms a, Terms b)
{
    double sum = 0;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        if (i->word == j->word)
            sum += i++->weight * j++->weight;
        else if (i->word < j->word)
            ++i;
        else
            ++j;
    }
    return sum;
}

double distanceOf(Terms a, Terms b)
{
    if (a.empty() || b.empty())
        return a.empty() == b.empty() ? 0 : 1;
    return std::clamp(1 - dot(a, b), 0.0, 1.0);
}

void scaleToOne(std::span<TextVectors::Term> terms)
{
    double square = 0;
    for (const TextVectors::Term& term : terms)
        square += term.weight * term.weight;
    for (TextVectors::Term& term : terms)
        term.weight /= std::sqrt(square);
}

bool isWordPart(char32_t character)
{
    return QChar::isLetterOrNumber(character) || QChar::isMark(character);
}

} // namespace

void forEachWord(const QString& text, const std::function<void(QStringView)>& take)
{
    const bool plain = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
    const QString folded = (plain ? text : text.normalized(QString::NormalizationForm_KC)).toCaseFolded();
    qsizetype begin = -1;
    for (qsizetype i = 0; i < folded.size();) {
        const bool pair = folded[i].isHighSurrogate() && i + 1 < folded.size();
        const char32_t character = pair ? QChar::surrogateToUcs4(folded[i], folded[i + 1])
                                        : static_cast<char32_t>(folded[i].unicode());
        const bool apostrophe = (character == U'\'' || character == U'\u2019') && begin >= 0 &&
                                i + 1 < folded.size() && isWordPart(folded[i + 1].unicode());
        if (isWordPart(character) || apostrophe) {
            if (begin < 0)
                begin = i;
        } else if (begin >= 0) {
            take(QStringView(folded).mid(begin, i - begin));
            begin = -1;
        }
        i += pair ? 2 : 1;
    }
    if (begin >= 0)
        take(QStringView(folded).mid(begin));
}

int TextVectors::add(std::span<const Piece> pieces)
{
    std::vector<int> seen;
    for (const Piece& piece : pieces) {
        forEachWord(piece.text, [&](QStringView word) {
            auto found = m_words.find(word);
            if (found == m_words.end()) {
                found = m_words.emplace(word.toString(), static_cast<int>(m_texts.size())).first;
                m_texts.push_back(0);
                m_counts.push_back(0);
            }
            double& count = m_counts[static_cast<size_t>(found->second)];
            if (count == 0)
                seen.push_back(found->second);
            count += piece.weight;
        });
    }
    std::sort(seen.begin(), seen.end());
    m_begins.push_back(m_terms.size());
    for (const int word : seen) {
        m_terms.push_back({word, std::exchange(m_counts[static_cast<size_t>(word)], 0)});
        ++m_texts[static_cast<size_t>(word)];
    }
    return size() - 1;
}

void TextVectors::weigh()
{
    for (int text = 0; text < size(); ++text) {
        const Terms terms = termsOf(text);
        const std::span<Term> mine(m_terms.data() + m_begins[static_cast<size_t>(text)], terms.size());
        for (Term& term : mine) {
            const double with = 1.0 + m_texts[static_cast<size_t>(term.word)];
            term.weight = std::log1p(term.weight) * (std::log((1.0 + size()) / with) + 1);
        }
        scaleToOne(mine);
    }
}

Terms TextVectors::termsOf(int text) const
{
    const auto index = static_cast<size_t>(text);
    const size_t end = index + 1 < m_begins.size() ? m_begins[index + 1] : m_terms.size();
    return {m_terms.data() + m_begins[index], end - m_begins[index]};
}

double TextVectors::distance(int a, int b) const
{
    return distanceOf(termsOf(a), termsOf(b));
}

double TextVectors::distance(const Vector& a, int b) const
{
    return distanceOf(a, termsOf(b));
}

TextVectors::Vector TextVectors::centroid(const std::vector<int>& texts) const
{
    std::vector<double> sums(m_texts.size(), 0);
    for (const int text : texts) {
        for (const Term& term : termsOf(text))
            sums[static_cast<size_t>(term.word)] += term.weight;
    }
    Vector mean;
    for (size_t word = 0; word < sums.size(); ++word) {
        if (sums[word] > 0)
            mean.push_back({static_cast<int>(word), sums[word]});
    }
    scaleToOne(mean);
    return mean;
}

} // namespace antiphon
