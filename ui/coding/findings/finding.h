// A question to all codings of the coder in hand, and its answer.
#pragma once

#include "core/analysis/codedcorpusstore.h"
#include "ui/shell/workspace.h"

#include <QWidget>

namespace antiphon {

class Finding : public QWidget
{
    Q_OBJECT
public:
    Finding(WorkspaceContext context, QWidget* parent) : QWidget(parent), m_context(std::move(context)) {}
    // Asks anew. A null coder has coded nothing; a null source means every source.
    void ask(CoderId coder, SourceId source)
    {
        m_coder = coder;
        m_source = source;
        read();
    }

protected:
    virtual void read() = 0;
    const WorkspaceContext& context() const { return m_context; }
    // Reads aside; what fails is told, what comes is shown. A later question of the same `key` takes the
    // place of this one.
    template<typename Answer>
    void answerAside(const QString& key, std::function<Result<Answer>(const Connection&)> question,
                     std::function<void(const Answer&)> show)
    {
        m_context.session.readAside<Answer>(
            this, std::move(question),
            [this, show = std::move(show)](const Result<Answer>& answer) {
                if (answer)
                    show(*answer);
                else
                    m_context.notify(noticeOf(answer.error()));
            },
            key);
    }
    CoderId coder() const { return m_coder; }
    std::optional<SourceId> source() const
    {
        return m_source.isNull() ? std::nullopt : std::optional(m_source);
    }
    CodedCorpusQuery query() const { return {{m_coder}, source()}; }

private:
    WorkspaceContext m_context;
    CoderId m_coder;
    SourceId m_source;
};

} // namespace antiphon
