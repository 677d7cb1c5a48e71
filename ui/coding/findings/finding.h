// A question to all codings of the coder in hand, and its answer.
#pragma once

#include "core/analysis/codedcorpusstore.h"

#include <QWidget>

namespace antiphon {

class Finding : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    // Asks anew. A null coder has coded nothing; a null source means every source.
    void ask(CoderId coder, SourceId source)
    {
        m_coder = coder;
        m_source = source;
        read();
    }

protected:
    virtual void read() = 0;
    CoderId coder() const { return m_coder; }
    std::optional<SourceId> source() const
    {
        return m_source.isNull() ? std::nullopt : std::optional(m_source);
    }
    CodedCorpusQuery query() const { return {{m_coder}, source()}; }

private:
    CoderId m_coder;
    SourceId m_source;
};

} // namespace antiphon
