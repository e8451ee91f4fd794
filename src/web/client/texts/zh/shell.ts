export const shell = {
  skip: "跳到正文",
  page: "此页面",
  notFoundTitle: "找不到页面",
  notFoundLead: "此地址没有页面。如果是手工输入的，请核对；如果是点击链接来的，链接可能已经过时。",
  toHome: "前往首页",
  crashTitle: "此页面无法继续",
};
