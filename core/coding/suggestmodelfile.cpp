// How a model is kept in the project: a head, the keys and weights of the features, the codes.
#include "core/coding/suggestmodel.h"

#include <QDataStream>
#include <QFloat16>

namespace antiphon {

namespace {

constexpr quint32 magic = 0x416e7453; // "AntS"
constexpr quint32 version = 1;
constexpr quint32 mostFeatures = 4'000'000;
constexpr quint32 mostCodes = 10'000;

void writeCode(QDataStream& out, const CodeId& id)
{
    out.writeRawData(reinterpret_cast<const char*>(id.bytes().data()), static_cast<int>(id.bytes().size()));
}

CodeId readCode(QDataStream& in)
{
    IdBytes bytes{};
    in.readRawData(reinterpret_cast<char*>(bytes.data()), static_cast<int>(bytes.size()));
    return CodeId(bytes);
}

Facet readFacet(QDataStream& in)
{
    quint8 facet = 0;
    in >> facet;
    return static_cast<Facet>(std::min<quint8>(facet, static_cast<quint8>(Facet::Free)));
}

void writeLearnt(QDataStream& out, const LearntCode& code)
{
    writeCode(out, code.code);
    out << static_cast<quint8>(code.facet) << code.name << code.turns << code.threshold << code.heldBack.hits
        << code.heldBack.extra << code.heldBack.missed << code.heldBack.passed;
}

LearntCode readLearnt(QDataStream& in)
{
    LearntCode code;
    code.code = readCode(in);
    code.facet = readFacet(in);
    in >> code.name >> code.turns >> code.threshold >> code.heldBack.hits >> code.heldBack.extra >>
        code.heldBack.missed >> code.heldBack.passed;
    return code;
}

void writeWeights(QDataStream& out, const LinearModel& weights)
{
    for (std::size_t feature = 0; feature <= weights.features(); ++feature) {
        for (int label = 0; label < weights.labels(); ++label)
            out << weights.weight(feature, label);
    }
}

LinearModel readWeights(QDataStream& in, std::size_t features, int labels)
{
    LinearModel weights(features, labels);
    for (std::size_t feature = 0; feature <= features && in.status() == QDataStream::Ok; ++feature) {
        for (int label = 0; label < labels; ++label) {
            qfloat16 weight;
            in >> weight;
            weights.setWeight(feature, label, weight);
        }
    }
    return weights;
}

Result<SuggestModel> damaged()
{
    return fail(ErrorCode::WrongFormat, QStringLiteral("the stored suggestion model"));
}

} // namespace

QByteArray modelBytes(const SuggestModel& model)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out.setFloatingPointPrecision(QDataStream::SinglePrecision);
    out << magic << version << model.turns << model.dialogues << model.seed
        << static_cast<quint32>(model.codes.size()) << static_cast<quint32>(model.unlearnt.size())
        << static_cast<quint32>(model.space.size());
    for (const LearntCode& code : model.codes)
        writeLearnt(out, code);
    for (const UnlearntCode& code : model.unlearnt) {
        writeCode(out, code.code);
        out << static_cast<quint8>(code.facet) << code.name << code.turns;
    }
    for (std::size_t i = 0; i < model.space.size(); ++i)
        out << model.space.keys()[i] << model.space.idf()[i];
    writeWeights(out, model.weights);
    return bytes;
}

Result<SuggestModel> modelFromBytes(const QByteArray& bytes)
{
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_4);
    in.setFloatingPointPrecision(QDataStream::SinglePrecision);
    SuggestModel model;
    quint32 mark = 0, written = 0, codes = 0, unlearnt = 0, features = 0;
    in >> mark >> written >> model.turns >> model.dialogues >> model.seed >> codes >> unlearnt >> features;
    if (in.status() != QDataStream::Ok || mark != magic || written != version || codes > mostCodes ||
        unlearnt > mostCodes || features > mostFeatures)
        return damaged();
    for (quint32 i = 0; i < codes; ++i)
        model.codes << readLearnt(in);
    for (quint32 i = 0; i < unlearnt; ++i) {
        UnlearntCode code;
        code.code = readCode(in);
        code.facet = readFacet(in);
        in >> code.name >> code.turns;
        model.unlearnt << code;
    }
    std::vector<quint64> keys(features);
    std::vector<float> idf(features);
    for (quint32 i = 0; i < features; ++i)
        in >> keys[i] >> idf[i];
    const qint64 left = 2 * (static_cast<qint64>(features) + 1) * codes;
    if (in.status() != QDataStream::Ok || in.device()->bytesAvailable() != left)
        return damaged();
    model.space = FeatureSpace::fromParts(std::move(keys), std::move(idf));
    model.weights = readWeights(in, features, static_cast<int>(codes));
    return model;
}

} // namespace antiphon
