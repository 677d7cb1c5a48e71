#include "core/coding/suggestfeatures.h"

#include "core/coding/featurehash.h"
#include "core/coding/turnreading.h"

#include <QSet>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace antiphon {

namespace {

// The length of each block's vector, chosen on dialogues held back within a training set.
constexpr float blockLengths[featureBlocks] = {1.0f, 0.8f, 0.6f, 0.4f, 0.8f};
constexpr quint64 blockMask = 7;

// What a feature says; stored models hold their hashes, so numbers are never used again for something else.
enum Kind : quint64 {
    Word = 1,
    WordOfRole,
    WordPair,
    MaskedPair,
    MaskedTriple,
    CharacterRun,
    ClassHere,
    ClassOfRole,
    ClassShared,
    ClassNew,
    OpeningWord,
    ClosingWord,
    WordsHere,
    TracksHere,
    ExchangeNumber,
    TracksBefore,
    LikedBefore,
    DislikedBefore,
    SameRoleBefore,
    WordsShared,
    WordBefore,
    PairBefore,
    ClassBefore,
    WordEarlier,
    CodeFirst,
    CodeSecond,
    CodeThird,
    CodePair,
    CodeAndLength,
    CodeAndClass,
    CodeEver
};

// Logarithmic: 0, 1, 2 to 3, 4 to 7 and so on to 64 and above.
quint64 bucketOf(qsizetype count)
{
    quint64 bucket = 0;
    for (qsizetype end = 1; end <= count && bucket < 8; end *= 2)
        ++bucket;
    return bucket;
}

// Gathers the features of one turn. Most are told apart by who speaks.
class Collector
{
public:
    Collector(const SuggestDialogue& dialogue, int position, const FeatureWords& words)
        : m_dialogue(dialogue),
          m_position(position),
          m_said(dialogue.turns[position]),
          m_role(static_cast<quint64>(m_said.role)),
          m_turn(readTurn(m_said.text, words))
    {
        if (position > 0)
            m_before = readTurn(dialogue.turns[position - 1].text, words);
    }

    RawFeatures collect()
    {
        addWords();
        addCharacters();
        addClasses();
        addShape();
        addBefore();
        addEarlierCodes();
        if (m_position > 0)
            addCodesBefore();
        return sorted();
    }

private:
    void add(FeatureBlock block, const FeatureHash& hash, float count = 1)
    {
        m_features.push_back({(hash.value() << 3) | static_cast<quint64>(block), count});
    }

    void addWords()
    {
        const auto& tokens = m_turn.tokens;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            add(FeatureBlock::Words, FeatureHash(Word).add(tokens[i].text));
            add(FeatureBlock::Words, FeatureHash(WordOfRole).add(m_role).add(tokens[i].text));
            if (i + 1 < tokens.size())
                add(FeatureBlock::Words, FeatureHash(WordPair).add(tokens[i].text).add(tokens[i + 1].text));
        }
        const auto& masked = m_turn.masked;
        for (std::size_t i = 0; i + 1 < masked.size(); ++i) {
            add(FeatureBlock::Words, FeatureHash(MaskedPair).add(masked[i]).add(masked[i + 1]));
            if (i + 2 < masked.size())
                add(FeatureBlock::Words,
                    FeatureHash(MaskedTriple).add(masked[i]).add(masked[i + 1]).add(masked[i + 2]));
        }
    }

    void addCharacters()
    {
        for (const WordToken& token : m_turn.tokens) {
            const QString word = u' ' + token.text + u' ';
            for (qsizetype length = 3; length <= 5; ++length) {
                for (qsizetype at = 0; at + length <= word.size(); ++at)
                    add(FeatureBlock::Characters,
                        FeatureHash(CharacterRun).add(QStringView(word).mid(at, length)));
            }
        }
    }

    void addClasses()
    {
        for (const QString& name : m_turn.classes) {
            add(FeatureBlock::Shape, FeatureHash(ClassHere).add(name));
            add(FeatureBlock::Shape, FeatureHash(ClassOfRole).add(m_role).add(name));
            const Kind kind = m_before.classes.contains(name) ? ClassShared : ClassNew;
            add(FeatureBlock::Shape, FeatureHash(kind).add(name));
        }
        const auto& masked = m_turn.masked;
        for (std::size_t i = 0; i < std::min<std::size_t>(3, masked.size()); ++i)
            add(FeatureBlock::Shape, FeatureHash(OpeningWord).add(m_role).add(masked[i]));
        if (!masked.empty())
            add(FeatureBlock::Shape, FeatureHash(ClosingWord).add(m_role).add(masked.back()));
    }

    qsizetype sharedWords() const
    {
        constexpr qsizetype shortest = 4;
        QSet<QString> before;
        for (const WordToken& token : m_before.tokens)
            before.insert(token.text);
        return std::count_if(m_turn.tokens.begin(), m_turn.tokens.end(), [&](const WordToken& token) {
            return token.text.size() >= shortest && before.contains(token.text);
        });
    }

    void addShape()
    {
        const auto shape = [this](Kind kind, quint64 value) {
            add(FeatureBlock::Shape, FeatureHash(kind).add(m_role).add(value));
        };
        shape(WordsHere, bucketOf(static_cast<qsizetype>(m_turn.tokens.size())));
        shape(TracksHere, bucketOf(m_said.tracks));
        shape(ExchangeNumber, static_cast<quint64>(std::min(m_position / 2, 4)));
        shape(WordsShared, bucketOf(sharedWords()));
        if (m_position == 0)
            return;
        const SuggestTurn& previous = m_dialogue.turns[m_position - 1];
        const quint64 quarter =
            previous.tracks == 0 ? 0 : 1 + static_cast<quint64>(4 * previous.liked / previous.tracks);
        shape(TracksBefore, bucketOf(previous.tracks));
        shape(LikedBefore, quarter);
        shape(DislikedBefore, bucketOf(previous.disliked));
        shape(SameRoleBefore, previous.role == m_said.role ? 1 : 0);
    }

    void addBefore()
    {
        for (const WordToken& token : m_before.tokens)
            add(FeatureBlock::Before, FeatureHash(WordBefore).add(m_role).add(token.text));
        const auto& masked = m_before.masked;
        for (std::size_t i = 0; i + 1 < masked.size(); ++i)
            add(FeatureBlock::Before, FeatureHash(PairBefore).add(m_role).add(masked[i]).add(masked[i + 1]));
        for (const QString& name : m_before.classes)
            add(FeatureBlock::Before, FeatureHash(ClassBefore).add(m_role).add(name));
        if (m_position < 2)
            return;
        constexpr float lighter = 0.5f;
        for (const WordToken& token : wordTokens(m_dialogue.turns[m_position - 2].text.left(2'000)))
            add(FeatureBlock::Before, FeatureHash(WordEarlier).add(token.text), lighter);
    }

    static FeatureHash withCode(FeatureHash hash, const CodeId& code)
    {
        std::array<quint64, 2> halves;
        static_assert(sizeof halves == sizeof(IdBytes));
        std::memcpy(halves.data(), code.bytes().data(), sizeof halves);
        return hash.add(halves[0]).add(halves[1]);
    }

    void addCode(const FeatureHash& hash, const CodeId& code)
    {
        add(FeatureBlock::Codes, withCode(hash, code));
    }

    void addEarlierCodes()
    {
        constexpr Kind kinds[] = {CodeFirst, CodeSecond, CodeThird};
        QSet<CodeId> ever;
        for (int back = 1; back <= m_position; ++back) {
            const QList<CodeId>& codes = m_dialogue.turns[m_position - back].codes;
            if (back <= 3 && codes.isEmpty())
                add(FeatureBlock::Codes, FeatureHash(kinds[back - 1]).add(m_role));
            for (const CodeId& code : codes) {
                if (back <= 3)
                    addCode(FeatureHash(kinds[back - 1]).add(m_role), code);
                if (!ever.contains(code))
                    addCode(FeatureHash(CodeEver).add(m_role), code);
                ever.insert(code);
            }
        }
    }

    // The codes of the turn before together, and with what this turn is like.
    void addCodesBefore()
    {
        QList<CodeId> codes = m_dialogue.turns[m_position - 1].codes;
        std::sort(codes.begin(), codes.end());
        const quint64 length =
            std::min<quint64>(4, bucketOf(static_cast<qsizetype>(m_turn.tokens.size())) / 2);
        for (qsizetype i = 0; i < codes.size(); ++i) {
            addCode(FeatureHash(CodeAndLength).add(m_role).add(length), codes[i]);
            for (qsizetype j = i + 1; j < codes.size(); ++j)
                addCode(withCode(FeatureHash(CodePair).add(m_role), codes[i]), codes[j]);
            for (const QString& name : m_turn.classes)
                addCode(FeatureHash(CodeAndClass).add(m_role).add(name), codes[i]);
        }
    }

    RawFeatures sorted()
    {
        std::sort(m_features.begin(), m_features.end(),
                  [](const RawFeature& a, const RawFeature& b) { return a.key < b.key; });
        std::size_t kept = 0;
        for (const RawFeature& feature : m_features) {
            if (kept > 0 && m_features[kept - 1].key == feature.key)
                m_features[kept - 1].count += feature.count;
            else
                m_features[kept++] = feature;
        }
        m_features.resize(kept);
        m_features.shrink_to_fit();
        return std::move(m_features);
    }

    const SuggestDialogue& m_dialogue;
    int m_position;
    const SuggestTurn& m_said;
    quint64 m_role;
    ReadTurn m_turn;
    ReadTurn m_before;
    RawFeatures m_features;
};

} // namespace

RawFeatures rawFeatures(const SuggestDialogue& dialogue, int position, const FeatureWords& words)
{
    return Collector(dialogue, position, words).collect();
}

FeatureSpace FeatureSpace::learn(const std::vector<RawFeatures>& examples, const std::vector<quint32>& used,
                                 int minimumCount)
{
    std::unordered_map<quint64, int> counts;
    for (const quint32 example : used) {
        for (const RawFeature& feature : examples[example])
            ++counts[feature.key];
    }
    std::vector<quint64> keys;
    for (const auto& [key, count] : counts) {
        if (count >= minimumCount)
            keys.push_back(key);
    }
    std::sort(keys.begin(), keys.end());
    std::vector<float> idf;
    idf.reserve(keys.size());
    const double whole = 1.0 + static_cast<double>(used.size());
    for (const quint64 key : keys)
        idf.push_back(static_cast<float>(std::log(whole / (1.0 + counts[key])) + 1.0));
    return fromParts(std::move(keys), std::move(idf));
}

FeatureSpace FeatureSpace::fromParts(std::vector<quint64> keys, std::vector<float> idf)
{
    FeatureSpace space;
    space.m_keys = std::move(keys);
    space.m_idf = std::move(idf);
    space.m_indices.reserve(space.m_keys.size());
    for (std::size_t i = 0; i < space.m_keys.size(); ++i)
        space.m_indices.emplace(space.m_keys[i], static_cast<quint32>(i));
    return space;
}

SparseVector FeatureSpace::vectorOf(const RawFeatures& raw) const
{
    SparseVector vector;
    vector.reserve(raw.size());
    std::array<double, blockMask + 1> squares{};
    for (const RawFeature& feature : raw) {
        const auto found = m_indices.find(feature.key);
        if (found == m_indices.end())
            continue;
        const double damped = feature.count > 1 ? 1 + std::log(double(feature.count)) : double(feature.count);
        const float value = static_cast<float>(damped * double(m_idf[found->second]));
        squares[feature.key & blockMask] += double(value) * double(value);
        vector.push_back({found->second, value});
    }
    for (Feature& feature : vector) {
        const auto block = m_keys[feature.index] & blockMask;
        feature.value *= static_cast<float>(double(blockLengths[block]) / std::sqrt(squares[block]));
    }
    return vector;
}

} // namespace antiphon
