// Texts as weighted words, to measure how unlike two of them are.
#pragma once

#include <QString>

#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

namespace antiphon {

// Calls `take` for each word of a text: the longest runs of letters, digits and combining marks, and an
// apostrophe between two of them, in the folded case of Unicode (compatibility forms made one, NFKC).
void forEachWord(const QString& text, const std::function<void(QStringView)>& take);

// TF-IDF vectors over a set of texts. With tf the weighted number of times a word stands in a text, df the
// texts that have the word and N all texts, a word weighs ln(1 + tf) * (ln((1 + N) / (1 + df)) + 1), and each
// vector has length 1 (Salton and Buckley 1988, with the smoothed idf of scikit-learn). The same texts in the
// same order give the same numbers everywhere.
class TextVectors
{
public:
    // A stretch of a text and how much each of its words counts (above 0).
    struct Piece
    {
        QString text;
        double weight = 1;
    };
    struct Term
    {
        int word = 0;
        double weight = 0;
    };
    using Vector = std::vector<Term>; // words ascending

    // The number of the text, from 0. All texts are added before weigh().
    int add(std::span<const Piece> pieces);
    void weigh();
    int size() const { return static_cast<int>(m_begins.size()); }

    // Cosine distance in [0, 1]: 0 for the same words in the same shares, 1 for no word in common. A text
    // without a word is at 0 from another such, at 1 from all else.
    double distance(int a, int b) const;
    double distance(const Vector& a, int b) const;
    // The mean direction of some texts, of length 1; empty without a word.
    Vector centroid(const std::vector<int>& texts) const;

private:
    struct Hash
    {
        using is_transparent = void;
        size_t operator()(QStringView word) const { return qHash(word, size_t(0)); }
    };
    struct Equal
    {
        using is_transparent = void;
        bool operator()(QStringView a, QStringView b) const { return a == b; }
    };
    std::span<const Term> termsOf(int text) const;

    std::unordered_map<QString, int, Hash, Equal> m_words;
    std::vector<int> m_texts; // by word: how many texts have it
    std::vector<Term> m_terms;
    std::vector<size_t> m_begins; // of each text in m_terms
    std::vector<double> m_counts; // of the text being added, by word
};

} // namespace antiphon
