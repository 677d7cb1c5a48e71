#include "core/generation/writer.h"

namespace antiphon {

namespace {

class TemplateWriter final : public Writer
{
public:
    TemplateWriter(std::shared_ptr<const PhraseBook> book, std::shared_ptr<const TrackFacts> tracks,
                   quint64 seed)
        : m_book(std::move(book)), m_tracks(std::move(tracks)), m_finder(*m_book), m_seed(seed)
    {
    }

    Written write(const Plan& plan) override
    {
        Written written;
        written.texts = writeByTemplate(plan, *m_tracks, *m_book, m_finder, m_seed);
        return written;
    }

private:
    std::shared_ptr<const PhraseBook> m_book;
    std::shared_ptr<const TrackFacts> m_tracks;
    MentionFinder m_finder;
    quint64 m_seed;
};

} // namespace

std::unique_ptr<Writer> makeTemplateWriter(std::shared_ptr<const PhraseBook> book,
                                           std::shared_ptr<const TrackFacts> tracks, quint64 seed)
{
    return std::make_unique<TemplateWriter>(std::move(book), std::move(tracks), seed);
}

} // namespace antiphon
