"""The auction page of the lot, as a browser saves it once the notice has been scrolled into view.

The skeleton follows the item pages of the auction site (ids, classes, data attributes), so that one reader
serves both; the words are ours.
"""

from demo_papers.listing_words import DESCRIPTION, NOTICE, RULES
from demo_papers.story import BORROWER, SELLER

ITEM = "905120250611"
TITLE = f"{BORROWER}债权"
_NOW = 1755741600000  # 2025-08-21 10:00 +08:00, in milliseconds
_START = 1757469600000  # 2025-09-10 10:00 +08:00
_END = 1757556000000  # 2025-09-11 10:00 +08:00
_ADDRESS = f"https://zc-item.taobao.com/auction/{ITEM}.htm"

_PAGE = """<!DOCTYPE html>
<!-- saved from url=({length:04d}){address} -->
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
<meta name="data-spm" content="a213w" />
    <title>{title} -  资产处置 - 阿里资产</title>
    <meta name="keywords" content="{title}" />
    <link rel="shortcut icon" type="image/x-icon" href="//sf.taobao.com/favicon.ico" />
</head>
<body data-spm="6688509" class="new-sf">
    <div class="pm-remind">
        <span class="pm-apply i-b"><em class="J_Applyer">3</em> 人报名</span>
        <span class="pm-reminder i-b"><em>41</em> 人设置提醒</span>
        <span class="pm-surround i-b"><em id="J_Looker">2187</em> 次围观</span>
    </div>
    <div class="pm-main clearfix">
        <h1>{title}</h1>
    </div>
    <div class="pm-main-l auction-interaction">
        <ul class="pm-bid-eyebrow">
            <li id="sf-price">
                <span class="title">当前价</span>
                <span class="pm-current-price J_Price"><em>8,000,000 </em></span><em class="rmb-unit">元</em>
            </li>
            <li class="J_PItem" id="sf-countdown" data-itemId="{item}" data-now="{now}" data-timeToEnd="{to_end}" data-timeToStart="{to_start}" data-end="{end}" data-start="{start}">
                <span class="title">距开始</span>
                <span class="countdown J_TimeLeft">20天0时0分0秒</span>
                <span id="J_Delay" class="pm-delay"><em class="delayCnt">0</em>次延时</span>
            </li>
        </ul>
        <div class="pm-bid bid-todo">
            <h1 class="bid-todo">即将开始</h1>
        </div>
        <input type="hidden" id="J_Status" value="0" />
        <div class="pm-bid-mouse clearfix">
        <table class="pai-pay-infor">
            <tbody id="J_HoverShow">
            <tr>
                <td><span class="pay-mark i-b">起 拍 价</span><span class="pay-price">: <em class="m-i">&yen;</em><span class="J_Price">8,000,000 </span></span></td>
                <td><span class="pay-mark i-b">加价幅度</span><span class="pay-price">: <em class="m-i">&yen;</em><span class="J_Price">50,000 </span></span></td>
                <td><span class="pay-mark i-b">类 型</span><span class="J_Type_p">: <span class="pay-type">资产竞价</span></span></td>
            </tr>
            <tr>
                <td><span class="pay-mark i-b">保 证 金</span><span class="pai-save-price">: <em class="m-i">&yen;</em><span class="J_Price">1,600,000 </span></span></td>
                <td><span class="pay-mark i-b">竞价周期</span><span>: 1天</span></td>
                <td class="prior-td"><span class="pay-mark i-b pay-first">优先购买权人</span><span>: 无</span></td>
            </tr>
            <tr>
                <td class="delay-td"><span class="pay-mark J_Delay i-b">延时周期</span><span>: 5分钟</span></td>
                <td>&nbsp;</td>
                <td>&nbsp;</td>
            </tr>
            </tbody>
        </table>
        </div>
        <div class="pai-info">
            <p>竞价规则：<span class="pai-content">至少一人报名且出价不低于起拍价，方可成交</span></p>
            <p>处置单位：<a target="_blank" href="//zc-paimai.taobao.com/shop/hdzg">{seller}</a></p>
            <p>联系咨询方式：<em>沈经理</em> 0575-8******6 / </p>
        </div>
    </div>
    <div class="like-wrap">
        <h3>你可能喜欢</h3>
        <div class="like-item">
            <p class="like-item-desc"><a target="_blank" href="//zc-item.taobao.com/auction/905120250598.htm">浙江某化纤有限公司债权 ... </a></p>
            <p class="like-item-price"> 起拍价<span class="price-green"><em>￥</em>5600000.00</span></p>
        </div>
        <div class="like-item">
            <p class="like-item-desc"><a target="_blank" href="//zc-item.taobao.com/auction/905120250603.htm">某酒店管理公司债权 ... </a></p>
            <p class="like-item-price"> 起拍价<span class="price-green"><em>￥</em>31000000.00</span></p>
        </div>
    </div>
    <link rel='canonical' href="//zc-item.taobao.com/auction/{item}.htm" />
    <ul class="tab-menu ks-switchable-nav" id="J_DetailTabMenu">
        <li class="current first"><a href="#NoticeDetail">竞买公告</a></li>
        <li><a href="#ItemNotice">竞买须知</a></li>
        <li><a href="#RemindTip">标的物介绍</a></li>
        <li><a href="#J_RecordContent">竞买记录 (<span class="J_Record">0</span>)</a></li>
    </ul>
    <div id="J_DetailTabMain" class="detail-main">
        <div class="record-list J_Content" id="NoticeDetail">
            <div class="pai-title"><div class="pai-title-text">竞买公告</div></div>
            <div id="J_NoticeDetail" class="detail-common-text">
{notice}
            </div>
            <div class="detail-adjunct">
                <h2 class="detail-common-head">相关附件</h2>
                <ul id="J_DownLoadSecond">
{attachments}
                </ul>
            </div>
        </div>
        <div class="record-list J_Content" id="ItemNotice">
            <div class="pai-title"><div class="pai-title-text">竞买须知</div></div>
            <div id="J_ItemNotice" class="detail-common-text">
{rules}
            </div>
        </div>
        <div class="addition-desc J_Content">
            <div class="pai-title" id="RemindTip"><div class="pai-title-text">标的物介绍</div></div>
            <div id="J_desc" class="detail-common-text clearfix">
{description}
            </div>
            <h2 class="detail-common-head">所在地</h2>
            <div class="detail-common-text">标的物所在地：浙江 绍兴 柯桥 云溪路88号</div>
            <input type="hidden" id="J_Coordinate" name="coordinate" value="120.487200,30.087600" />
        </div>
        <div class="introduce-bid J_Content" id="J_RecordContent" has-data="0">
            <div class="pai-title"><div class="pai-title-text">竞买记录</div></div>
            <table class="record-table" id="J_RecordList"><thead><tr><th>状态</th><th>竞买号</th><th>价格</th><th>时间</th></tr></thead><tbody></tbody></table>
        </div>
    </div>
<!-- 虚构样例 fictional sample -->
</body>
</html>
"""


def listing_page(attachments: tuple[str, ...]) -> bytes:
    """UTF-8 bytes; `attachments` are the file names that the seller offers."""
    page = _PAGE.format(
        length=len(_ADDRESS),
        address=_ADDRESS,
        title=TITLE,
        item=ITEM,
        seller=SELLER,
        now=_NOW,
        start=_START,
        end=_END,
        to_start=_START - _NOW,
        to_end=_END - _NOW,
        notice=_paragraphs(NOTICE),
        rules=_paragraphs(RULES),
        attachments="\n".join(f"                    <li><a href='#'>{name}</a></li>" for name in attachments),
        description=_table(),
    )
    return page.encode()


def _paragraphs(texts: tuple[str, ...]) -> str:
    return "\n".join(f"                <p>{text}</p>" for text in texts)


def _table() -> str:
    rows = "\n".join(
        f"                    <tr><td>{label}</td><td>{value}</td></tr>" for label, value in DESCRIPTION
    )
    return f"                <table border='1'>\n{rows}\n                </table>"
