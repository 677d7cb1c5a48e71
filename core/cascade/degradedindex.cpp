#include "core/cascade/degradedindex.h"

#include "core/catalogue/indexbuilder.h"

namespace antiphon {

namespace {

constexpr int triesToFind = 50;

bool isAnnotation(const CatalogueIndex& index, ValueId value)
{
    return index.types()[static_cast<std::size_t>(index.typeOf(value))].origin == TypeOrigin::Attribute;
}

// The labels of one type, each as often as tracks have it.
using LabelPool = std::vector<ValueId>;

std::vector<LabelPool> labelPools(const CatalogueIndex& index)
{
    std::vector<LabelPool> pools(index.types().size());
    for (ValueId value = 0; value < index.valueCount(); ++value)
        pools[static_cast<std::size_t>(index.typeOf(value))].insert(
            pools[static_cast<std::size_t>(index.typeOf(value))].end(), index.frequency(value), value);
    return pools;
}

class Noise
{
public:
    Noise(const CatalogueIndex& index, const Degradation& degradation, quint64 seed)
        : m_index(index), m_degradation(degradation), m_seed(seed), m_pools(labelPools(index))
    {
    }
    std::vector<ValueId> labelsOf(quint32 track) const
    {
        Random random = Random::forKey(m_seed, track);
        const auto values = m_index.valuesOf(track);
        std::vector<ValueId> kept(values.begin(), values.end());
        for (const ValueId value : values) {
            if (!isAnnotation(m_index, value))
                continue;
            const bool isHit = random.chance(m_degradation.rate);
            const auto other =
                m_degradation.kind == QLatin1String("drop") ? std::nullopt : another(value, kept, random);
            if (!isHit)
                continue;
            if (m_degradation.kind != QLatin1String("add") &&
                (other || m_degradation.kind == QLatin1String("drop")))
                std::erase(kept, value);
            if (other)
                kept.push_back(*other);
        }
        return kept;
    }

private:
    // A label of the same type that the track does not have; nothing where there is hardly one.
    std::optional<ValueId> another(ValueId value, const std::vector<ValueId>& taken, Random& random) const
    {
        const LabelPool& pool = m_pools[static_cast<std::size_t>(m_index.typeOf(value))];
        std::optional<ValueId> found;
        for (int i = 0; i < triesToFind && !found; ++i) {
            const ValueId drawn = pool[random.below(pool.size())];
            if (std::find(taken.begin(), taken.end(), drawn) == taken.end())
                found = drawn;
        }
        return found;
    }
    const CatalogueIndex& m_index;
    const Degradation& m_degradation;
    quint64 m_seed;
    std::vector<LabelPool> m_pools;
};

class Sparsity
{
public:
    Sparsity(const CatalogueIndex& index, const Degradation& degradation, quint64 seed)
        : m_index(index), m_degradation(degradation), m_seed(seed), m_isHidden(index.valueCount(), false)
    {
        if (degradation.kind == QLatin1String("tracks"))
            return;
        for (const IndexedType& type : index.types())
            if (type.origin == TypeOrigin::Attribute &&
                (degradation.kind == QLatin1String("values") || degradation.kind == type.name))
                hideValues(type);
    }
    std::vector<ValueId> labelsOf(quint32 track) const
    {
        const bool isBare = m_degradation.kind == QLatin1String("tracks") &&
                            Random::forKey(m_seed, track).chance(m_degradation.rate);
        std::vector<ValueId> kept;
        for (const ValueId value : m_index.valuesOf(track))
            if (!m_isHidden[value] && !(isBare && isAnnotation(m_index, value)))
                kept.push_back(value);
        return kept;
    }

private:
    // The first so many in an order drawn for the type.
    void hideValues(const IndexedType& type)
    {
        std::vector<ValueId> order(type.valueCount);
        for (ValueId i = 0; i < type.valueCount; ++i)
            order[i] = type.firstValue + i;
        Random random = Random::forKey(m_seed, type.firstValue);
        random.shuffle(order);
        const auto hidden =
            static_cast<std::size_t>(m_degradation.rate * static_cast<double>(order.size()) + 0.5);
        for (std::size_t i = 0; i < hidden; ++i)
            m_isHidden[order[i]] = true;
    }
    const CatalogueIndex& m_index;
    const Degradation& m_degradation;
    quint64 m_seed;
    std::vector<bool> m_isHidden;
};

// Titles and albums are left behind: nothing that is drawn or counted needs them.
template<typename Worsening>
std::shared_ptr<const CatalogueIndex> rebuilt(const CatalogueIndex& index, const Worsening& worsening)
{
    std::vector<std::string> texts(index.valueCount());
    for (ValueId value = 0; value < index.valueCount(); ++value)
        texts[value] = index.valueText(value).toStdString();
    std::vector<std::string> types;
    bool hasNumbers = false;
    for (const IndexedType& type : index.types()) {
        types.push_back(type.name.toStdString());
        hasNumbers = hasNumbers || type.hasNumbers;
    }
    CatalogueIndexBuilder builder(IndexKey{index.catalogue(), 0});
    for (quint32 track = 0; track < index.trackCount(); ++track) {
        builder.beginTrack(index.externalId(track), {}, index.artist(track), {});
        for (const ValueId value : worsening.labelsOf(track))
            if (isAnnotation(index, value))
                builder.addLabel(types[static_cast<std::size_t>(index.typeOf(value))], texts[value]);
        if (!hasNumbers)
            continue;
        const Track whole = index.track(track);
        for (const NumberValue& number : whole.numbers)
            builder.addNumber(number.type.toStdString(), number.number);
    }
    return builder.finish();
}

} // namespace

const QStringList& noiseKinds()
{
    static const QStringList kinds{QStringLiteral("drop"), QStringLiteral("add"), QStringLiteral("swap")};
    return kinds;
}

QStringList sparsityKinds(const CatalogueIndex& index)
{
    QStringList kinds{QStringLiteral("values"), QStringLiteral("tracks")};
    for (const IndexedType& type : index.types())
        if (type.origin == TypeOrigin::Attribute && type.valueCount > 0)
            kinds << type.name;
    return kinds;
}

Result<std::shared_ptr<const CatalogueIndex>> degradedIndex(const CatalogueIndex& index,
                                                            const Degradation& degradation, quint64 seed)
{
    if (!(degradation.rate >= 0.0 && degradation.rate <= 1.0))
        return fail(ErrorCode::InvalidValue, QStringLiteral("the rate %1").arg(degradation.rate),
                    QStringLiteral("a rate lies between 0 and 1"));
    if (noiseKinds().contains(degradation.kind))
        return rebuilt(index, Noise(index, degradation, seed));
    const QStringList known = sparsityKinds(index);
    if (known.contains(degradation.kind))
        return rebuilt(index, Sparsity(index, degradation, seed));
    return fail(ErrorCode::InvalidValue, degradation.kind,
                QStringLiteral("a catalogue can be made worse by: ") +
                    (noiseKinds() + known).join(QStringLiteral(", ")));
}

} // namespace antiphon
